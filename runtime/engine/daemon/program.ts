import type { ContainerConfig } from '../../docker-api/container.ts';
import type { Image } from '../images/image.ts';
import type { Life, Program, ProgramSocket } from './container.ts';

/** What a container's process does: its image's own program, or a command that somebody gave. */
export function programOf(image: Image, config: ContainerConfig): Program {
  const argv = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  const clash = image.clash === undefined ? {} : { clash: image.clash };
  const serve = serveSockets(argv);
  if (serve !== undefined) return { argv, listen: serve, life: { kind: 'serves' }, ...clash };
  const own = sameList(config.Cmd, image.cmd) && sameList(config.Entrypoint, image.entrypoint);
  if (own) return { argv, listen: image.listen, life: ownLife(image, config), ...clash };
  const known = knownCommand(config.Cmd ?? []);
  if (known !== undefined) return { argv, ...known };
  const overridden =
    image.runs === 'serves' && image.entrypoint !== null && sameList(config.Entrypoint, image.entrypoint);
  if (overridden && (config.Cmd?.[0] ?? '').startsWith('-'))
    return { argv, listen: image.listen, life: { kind: 'serves' }, ...clash };
  return { argv, listen: [], life: { kind: 'command' } };
}

const sameList = (
  a: readonly string[] | null | undefined,
  b: readonly string[] | null | undefined,
): boolean => (a ?? []).length === (b ?? []).length && (a ?? []).every((item, i) => item === b![i]);

/** A shell without a terminal and without input reads end of file, and ends. */
function ownLife(image: Image, config: ContainerConfig): Life {
  if (image.runs === 'serves' || config.Tty || config.OpenStdin) return { kind: 'serves' };
  return { kind: 'ends', code: 0, after: 0 };
}

/** `serve 80 5000/udp` of the probe image: a socat (whose backlog is 5) for each argument, 80 and 5000/udp without any. */
function serveSockets(argv: readonly string[]): ProgramSocket[] | undefined {
  if (!/^(\/bin\/)?serve$/.test(argv[0] ?? '')) return undefined;
  const ports = argv.length > 1 ? argv.slice(1) : ['80', '5000/udp'];
  return ports.map((text) => ({
    port: Number.parseInt(text, 10),
    protocol: text.endsWith('/udp') ? 'udp' : 'tcp',
    address: '0.0.0.0',
    service: 'echo',
    heldBy: { name: 'socat', backlog: 5 },
  }));
}

const SECONDS: { readonly [unit: string]: number } = { '': 1, s: 1, m: 60, h: 3600, d: 86400 };

/** Commands that keep a container up or listen: `sleep 1d`, `tail -f`, `nc -lk -p 80`, `httpd -f -p 8080`. */
function knownCommand(cmd: readonly string[]): Pick<Program, 'listen' | 'life'> | undefined {
  const [name = '', ...args] = cmd[0]?.includes('/') ? [cmd[0].split('/').at(-1)!, ...cmd.slice(1)] : cmd;
  const serves: Life = { kind: 'serves' };
  if (name === 'sleep') return { listen: [], life: sleepLife(args) };
  if (name === 'tail' && args.some((arg) => /^-[a-z]*[fF]/.test(arg))) return { listen: [], life: serves };
  if (name === 'top' || (name === 'ping' && !args.includes('-c'))) return { listen: [], life: serves };
  if (name === 'nc' && args.some((arg) => /^-[a-z]*l/.test(arg)))
    return {
      listen: listenOn(
        args,
        'silent',
        args.some((arg) => /^-[a-z]*u/.test(arg)),
      ),
      life: serves,
    };
  if (name === 'httpd')
    return { listen: listenOn(args.length ? args : ['-p', '80'], 'http', false), life: serves };
  if (/^python3?$/.test(name) && args.includes('http.server'))
    return {
      listen: listenOn(['-p', args.at(-1) === 'http.server' ? '8000' : args.at(-1)!], 'http', false),
      life: serves,
    };
  return undefined;
}

function sleepLife(args: readonly string[]): Life {
  if (args.includes('infinity') || args.includes('inf')) return { kind: 'serves' };
  let seconds = 0;
  for (const arg of args) {
    const match = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(arg);
    if (!match) return { kind: 'ends', code: 1, after: 0 };
    seconds += Number(match[1]) * SECONDS[match[2]!]!;
  }
  return { kind: 'ends', code: args.length === 0 ? 1 : 0, after: seconds * 1000 };
}

function listenOn(args: readonly string[], service: ProgramSocket['service'], udp: boolean): ProgramSocket[] {
  const flag = args.findIndex((arg) => /^-[a-z]*p$/.test(arg));
  const text = flag >= 0 ? args[flag + 1] : args.findLast((arg) => /^\d+$/.test(arg));
  const port = Number(text?.split(':').at(-1));
  if (!Number.isInteger(port) || port < 1 || port > 65535) return [];
  return [{ port, protocol: udp ? 'udp' : 'tcp', address: '0.0.0.0', service }];
}

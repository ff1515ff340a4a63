import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where real engines can be started from: a folder with `up` and `down`. */
const LAB = process.env.DNET_LAB ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'lab');
/** The names of the lab's namespaces begin so. */
const PREFIX = process.env.DNET_LAB_PREFIX ?? 'dnet';

/** Why no engine can be started here; undefined when one can. */
export function whyNoLab(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can start engines';
  return existsSync(join(LAB, 'up')) ? undefined : `there is no lab in ${LAB} (DNET_LAB says where)`;
}

/** A machine with an engine, and the namespaces around it. */
export interface LabHost {
  readonly engine: string;
  readonly socket: string;
  /** With prefix length. */
  readonly address: string;
  readonly clients: readonly string[];
}

/** Starts one empty engine, with a client on its LAN and an internet behind the LAN's router. */
export function startLab(engine: string): LabHost {
  stopLab();
  const said = run(join(LAB, 'up'), '1', '--engine', engine);
  const match = /^h1 (\S+) unix:\/\/(\S+)/m.exec(said);
  if (match === null) throw new Error(`the lab did not start: ${said}`);
  const socket = match[2]!;
  // The lab loads an image of its own under this name; dnet's listens the same way.
  run('docker', '-H', `unix://${socket}`, 'rmi', '-f', 'dnet/probe');
  run('sh', '-c', MAKE_INTERNET);
  return {
    engine,
    socket,
    address: `${match[1]}/24`,
    clients: [`*=/run/netns/${PREFIX}-client`, `internet=/run/netns/${PREFIX}-internet`],
  };
}

/** Takes away whatever is left of a lab; nothing where there is none. */
export function stopLab(): void {
  spawnSync('ip', ['netns', 'del', `${PREFIX}-internet`]);
  run(join(LAB, 'down'));
}

function run(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error !== undefined || status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
  return stdout;
}

/** A namespace that has public addresses, one hop behind the router of the LAN. */
const MAKE_INTERNET = `set -e
ip netns add ${PREFIX}-internet
ip -n ${PREFIX}-lan link add wan0 type veth peer name wan0 netns ${PREFIX}-internet
for side in lan/100.64.0.2 internet/100.64.0.1; do
  ip -n ${PREFIX}-\${side%/*} addr add \${side#*/}/10 dev wan0
  ip -n ${PREFIX}-\${side%/*} link set wan0 up
done
ip -n ${PREFIX}-internet link set lo up
ip netns exec ${PREFIX}-lan sysctl -qw net.ipv4.ip_forward=1
ip -n ${PREFIX}-lan route add default via 100.64.0.1
ip -n ${PREFIX}-internet route add 192.168.1.0/24 via 100.64.0.2
for block in 198.51.100.0/24 203.0.113.0/24 8.8.8.0/24 1.1.1.0/24; do ip -n ${PREFIX}-internet route add local $block dev lo; done`;

import type { Netns } from '../../kernel/kernel.ts';
import { findNetns } from '../../kernel/namespaces.ts';
import type { Command, Terminal } from '../command.ts';
import { fail } from '../language/command-result.ts';
import { inNamespace } from '../terminal.ts';

/** `nsenter --net=/run/docker/netns/NAME command`, `nsenter -t PID -n command`: a machine's own tools in another namespace of it. */
export const nsenter: Command = (args, terminal, stdin) => {
  const { file, target, net, argv } = readOptions(args);
  if (file === undefined && !(target !== undefined && net))
    return fail(
      1,
      'nsenter: dnet enters network namespaces: nsenter --net=/run/docker/netns/NAME COMMAND, nsenter -t PID -n COMMAND\n',
    );
  const netns = file === undefined ? netnsOfProcess(terminal, target!) : netnsOfFile(terminal, file);
  if (netns === undefined)
    return fail(1, `nsenter: cannot open ${file ?? `/proc/${target}/ns/net`}: No such file or directory\n`);
  const inside = inNamespace(terminal, netns.id);
  return (
    inside.run(argv, inside, stdin) ??
    fail(127, `nsenter: failed to execute ${argv[0] ?? ''}: No such file or directory\n`)
  );
};

interface Options {
  readonly file?: string;
  readonly target?: string;
  /** The network namespace of the target. */
  readonly net: boolean;
  readonly argv: readonly string[];
}

function readOptions(args: readonly string[]): Options {
  let [file, target, net]: [string | undefined, string | undefined, boolean] = [undefined, undefined, false];
  let at = 0;
  for (; at < args.length && args[at]!.startsWith('-') && args[at] !== '--'; at++) {
    const arg = args[at]!;
    const path = /^(?:--net=|-n)(.+)$/.exec(arg)?.[1];
    if (path !== undefined) file = path;
    else if (arg === '-n' || arg === '--net') net = true;
    else if (arg === '-t' || arg === '--target') target = args[++at];
    else target = /^(?:--target=|-t)(.+)$/.exec(arg)?.[1] ?? target;
  }
  const argv = args.slice(args[at] === '--' ? at + 1 : at);
  return { net, argv, ...(file !== undefined && { file }), ...(target !== undefined && { target }) };
}

const netnsOfFile = ({ world, machine }: Terminal, path: string): Netns | undefined =>
  findNetns(world.kernel, machine, path.split('/').at(-1)!);

/** The processes that dnet has numbers of are those of containers. */
function netnsOfProcess({ world, machine }: Terminal, pid: string): Netns | undefined {
  for (const { state, netns } of world.engines.get(machine)?.containers.values() ?? [])
    if (`${state.pid}` === pid && state.pid !== 0 && netns !== undefined)
      return world.kernel.namespaces.get(netns);
  return undefined;
}

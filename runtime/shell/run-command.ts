import { containerExecContext } from '../engine/daemon/container-exec-context.ts';
import { findNetns } from '../kernel/namespaces.ts';
import type { World } from '../world.ts';
import type { ShellServices, Terminal } from './command.ts';
import type { CommandResult } from './language/command-result.ts';
import { type Budget, newBudget, type ShellEnv } from './language/environment.ts';
import { runScript } from './language/run-script.ts';
import { containerTerminal, inNamespace, insideTerminal, machineTerminal } from './terminal.ts';

/** Where a command line is typed. */
export type ShellPlace =
  | { readonly kind: 'machine'; readonly machine: string }
  /** In a container, with its image's programs: `docker exec`. A name of a namespace (`ingress_sbox`) is entered with the host's. */
  | { readonly kind: 'container'; readonly host: string; readonly name: string }
  /** In a container's namespaces, with the host's programs: `nsenter`. */
  | { readonly kind: 'inside'; readonly host: string; readonly name: string };

/** The terminal of a place, or why there is none. */
export function terminalAt(world: World, place: ShellPlace): Terminal | { readonly refused: string } {
  if (place.kind === 'machine')
    return world.kernel.machines.has(place.machine)
      ? machineTerminal(world, place.machine)
      : { refused: `there is no machine ${place.machine}` };
  const namespace = findNetns(world.kernel, place.host, place.name);
  if (namespace !== undefined) return inNamespace(machineTerminal(world, place.host), namespace.id);
  if (place.kind === 'inside') {
    const inside = insideTerminal(world, place.host, place.name);
    return inside.ok ? inside.value : { refused: inside.message };
  }
  const context = containerExecContext(world, place.host, place.name);
  return context.ok ? containerTerminal(world, place.host, context.value) : { refused: context.message };
}

/** Runs a command line as the small shell reads it: quotes, `;`, `&&`, `||`, pipes, redirections. */
export function runCommand(
  world: World,
  place: ShellPlace,
  text: string,
  services: ShellServices = {},
): CommandResult {
  const there = terminalAt(world, place);
  if ('refused' in there) return { stdout: '', stderr: `dnet: ${there.refused}\n`, rc: 126 };
  const terminal: Terminal = { ...there, ...services };
  return runScript(text, shellOf(terminal));
}

/** The shell of a terminal. What people put into its `/usr/local/bin`, such as a wrapper, comes before other programs. */
function shellOf(terminal: Terminal, args?: readonly string[], budget?: Budget): ShellEnv {
  const own = budget ?? newBudget();
  return {
    dialect: terminal.tools === 'busybox' ? 'ash' : 'bash',
    vars: terminal.variables,
    exec: (argv, input, variables) => {
      const here = { ...terminal, variables };
      const script = terminal.readFile(`/usr/local/bin/${argv[0]}`);
      if (script === undefined) return terminal.run(argv, here, input);
      return runScript(script, shellOf(here, argv, own), input);
    },
    readFile: terminal.readFile,
    writeFile: terminal.writeFile,
    budget: own,
    ...(args && { args }),
  };
}

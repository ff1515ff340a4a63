import type { Place } from '../../compiler/ir/ir.ts';
import type { CommandResult } from '../shell/language/command-result.ts';
import { runCommand as runShellCommand, type ShellPlace } from '../shell/run-command.ts';
import type { World } from '../world.ts';
import { containerOf } from './container-of.ts';
import { findNamespace } from './find-namespace.ts';
import type { Session } from './session.ts';

/** Types a command where the scenario says: on a machine, or in a container or namespace of it. */
export const runCommand = (
  { world, services, answers }: Session,
  place: Place,
  text: string,
): CommandResult =>
  answers?.run(place, text) ?? runShellCommand(world, shellPlace(world, place), text, services);

/** `node1/demo.1` is the task's container, `node1/lb_my_demo` the namespace of the network's load balancer. */
function shellPlace(world: World, { host, container }: Place): ShellPlace {
  if (container === undefined) return { kind: 'machine', machine: host };
  const namespace = findNamespace(world, host, container);
  const { container: name } = namespace ? { container: namespace.name } : containerOf(world, host, container);
  return { kind: 'container', host, name };
}

import type { Place } from '../../compiler/ir/ir.ts';
import type { CommandResult } from '../shell/language/command-result.ts';
import { runCommand as runShellCommand } from '../shell/run-command.ts';
import type { Session } from './session.ts';

/** Types a command where the scenario says: on a machine, or in a container or namespace of it. */
export const runCommand = (
  { world, services, answers }: Session,
  place: Place,
  text: string,
): CommandResult => answers?.run(place, text) ?? runShellCommand(world, terminalOf(place), text, services);

const terminalOf = ({ host, container }: Place) =>
  container === undefined
    ? ({ kind: 'machine', machine: host } as const)
    : ({ kind: 'container', host, name: container } as const);

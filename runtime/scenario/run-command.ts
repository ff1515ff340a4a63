import type { Place } from '../../compiler/ir/ir.ts';
import type { CommandResult } from '../shell/language/command-result.ts';
import { runCommand as runShellCommand } from '../shell/run-command.ts';
import type { Session } from './session.ts';

/** Types a command where the scenario says: on a machine, or in a container or namespace of it. */
export const runCommand = (
  { world, services }: Session,
  { host, container }: Place,
  text: string,
): CommandResult =>
  runShellCommand(
    world,
    container === undefined
      ? { kind: 'machine', machine: host }
      : { kind: 'container', host, name: container },
    text,
    services,
  );

import type { Place } from '../../compiler/ir/ir.ts';
import type { CommandResult } from '../../runtime/shell/language/command-result.ts';
import { Refusal } from '../connection.ts';
import { execute } from '../exec.ts';
import { hostOf, type Performance } from './act.ts';
import { runDockerCommand } from './docker-command.ts';

/** A question that real machines cannot be asked, and why. */
export interface Unaskable {
  readonly unaskable: string;
}
export const isUnaskable = (value: object): value is Unaskable => 'unaskable' in value;

const COMMAND_NOT_FOUND = 127;

/** Types a command where the scenario says. */
export async function runAt(
  performance: Performance,
  { host: name, container }: Place,
  text: string,
): Promise<CommandResult | Unaskable> {
  const { stage } = performance;
  const host = hostOf(stage, name);
  if (container !== undefined) {
    const command = ['/bin/sh', '-c', text];
    try {
      return found(await execute(host.engine.connection, stage.names.real(container), command), text);
    } catch (error) {
      if (error instanceof Refusal) return { unaskable: `no program runs in ${container}: ${error.message}` };
      throw error;
    }
  }
  if (!stage.dedicated)
    return { unaskable: 'commands of a host are run on an engine of its own only (--dedicated)' };
  if (/^\s*docker\s/.test(text)) return runDockerCommand(performance, host, text);
  if (host.root === undefined) return { unaskable: `nobody may run commands as root on ${name}` };
  const { connection, container: helper, prefix } = host.root;
  return found(await execute(connection, helper, [...prefix, '/bin/sh', '-c', text]), text);
}

const found = (result: CommandResult, text: string): CommandResult | Unaskable =>
  result.rc === COMMAND_NOT_FOUND
    ? { unaskable: `\`${text.trim().split(/\s/)[0]}\` is not installed there` }
    : result;

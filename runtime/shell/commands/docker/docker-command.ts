import type { Answer } from '../../../engine/daemon/answer.ts';
import type { World } from '../../../world.ts';
import type { Terminal } from '../../command.ts';
import type { CommandResult } from '../../language/command-result.ts';
import type { FlagValues } from '../../pflag/flag-values.ts';
import type { CommandSpec } from '../../pflag/spec.ts';

/** What a docker subcommand works with: the host whose engine it asks, its flags and its arguments. */
export interface Invocation {
  readonly world: World;
  readonly host: string;
  readonly flags: FlagValues;
  readonly args: readonly string[];
  readonly terminal: Terminal;
  readonly stdin: string;
}

/** One subcommand of `docker`: how its words are read, and what it does. */
export interface DockerCommand {
  readonly spec: CommandSpec;
  readonly run: (invocation: Invocation) => CommandResult;
}

export const daemonError = (message: string): string => `Error response from daemon: ${message}`;

/**
 * Applies an operation to each argument, as the client does for lists of containers: what went well is named on
 * stdout, what did not is said on stderr, and any failure makes the exit code 1.
 */
export function forEach<T>(
  args: readonly string[],
  operation: (term: string) => Answer<T>,
  say: (term: string, value: T) => string = (term) => term,
): { readonly stdout: string; readonly stderr: string; readonly failed: readonly string[] } {
  let [stdout, stderr] = ['', ''];
  const failed: string[] = [];
  for (const term of args) {
    const reply = operation(term);
    if (reply.ok) stdout += `${say(term, reply.value)}\n`;
    else {
      stderr += `${daemonError(reply.message)}\n`;
      failed.push(term);
    }
  }
  return { stdout, stderr, failed };
}

/** `forEach` as a whole command. */
export function onEach<T>(args: readonly string[], operation: (term: string) => Answer<T>): CommandResult {
  const { stdout, stderr, failed } = forEach(args, operation);
  return { stdout, stderr, rc: failed.length > 0 ? 1 : 0 };
}

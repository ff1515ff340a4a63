import type { CommandResult } from './command-result.ts';
import type { ShellDialect } from './messages.ts';

export type Variables = Readonly<Record<string, string>>;

/** The machine that a script runs on: everything that the shell itself does not know. */
export interface ShellEnv {
  readonly dialect: ShellDialect;
  /** The exported variables that the script starts with. */
  readonly vars: Variables;
  /** `$0`, `$1`, ... */
  readonly args?: readonly string[];
  /** Runs one command; undefined when there is no such command, which the shell reports in its own words. */
  exec(argv: readonly string[], stdin: string, vars: Variables): CommandResult | undefined;
  /** The content of a file; undefined when there is none. */
  readFile(path: string): string | undefined;
  /** Writes or appends; the reason in strerror's words when that fails. */
  writeFile(path: string, content: string, append: boolean): string | undefined;
  /** The paths that a pattern of `*`, `?` and `[...]` names, sorted. Absent: no pattern matches anything. */
  glob?(pattern: string): readonly string[];
  /** What is left to spend, when this script runs inside another one. */
  readonly budget?: Budget;
}

/** What a script, with all scripts that it starts, may still spend. The evaluator counts it down. */
export interface Budget {
  /** Commands to run. */
  commands: number;
  /** Characters to print or to expand. */
  characters: number;
  /** Scripts inside scripts. */
  depth: number;
  /** Whether somebody has said that the budget is spent. */
  told: boolean;
}

export function newBudget(): Budget {
  return { commands: 10_000, characters: 4 * 1024 * 1024, depth: 32, told: false };
}

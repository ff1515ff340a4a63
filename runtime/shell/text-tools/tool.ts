import type { CommandResult } from '../language/command-result.ts';

/** The machine that a tool runs on. */
export interface ToolContext {
  /** The tools are busybox's, which words some complaints differently. */
  readonly busybox?: boolean;
  /** The content of a file; undefined when there is none. */
  readFile(path: string): string | undefined;
  /** Writes or appends; the reason in strerror's words when that fails. */
  writeFile(path: string, content: string, append: boolean): string | undefined;
  /** Lets virtual time pass. */
  sleep(seconds: number): void;
  /** Runs another command, for xargs; undefined when there is no such command. */
  exec(argv: readonly string[], stdin: string): CommandResult | undefined;
}

/** A tool gets its arguments without its own name and all of standard input. */
export type TextTool = (args: readonly string[], stdin: string, context: ToolContext) => CommandResult;

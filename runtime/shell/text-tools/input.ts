import type { CommandResult } from '../language/command-result.ts';
import type { ToolContext } from './tool.ts';

export interface Input {
  readonly name: string;
  readonly text: string;
}

export interface Inputs {
  readonly inputs: readonly Input[];
  /** The complaints about files that cannot be read. */
  readonly errors: string;
}

/** The files that a tool was given; standard input for `-` and when there is none. */
export function readInputs(
  paths: readonly string[],
  stdin: string,
  context: ToolContext,
  complaint: (path: string) => string,
): Inputs {
  const inputs: Input[] = [];
  const errors: string[] = [];
  for (const path of paths.length === 0 ? ['-'] : paths) {
    const text = path === '-' ? stdin : context.readFile(path);
    if (text === undefined) errors.push(`${complaint(path)}: No such file or directory\n`);
    else inputs.push({ name: path, text });
  }
  return { inputs, errors: errors.join('') };
}

/** What a filter leaves behind: its output, and `rc` when a file could not be read. */
export function filtered(stdout: string, errors: string, rc = 1): CommandResult {
  return { stdout, stderr: errors, rc: errors === '' ? 0 : rc };
}

/** The lines of a text without their ends; a last line may lack its end. */
export function splitLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Lines with an end each, as most tools print them. */
export function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

export function allText(inputs: readonly Input[]): string {
  return inputs.map(({ text }) => text).join('');
}

import { allText, filtered, joinLines, readInputs, splitLines } from './input.ts';
import { parseOptions } from './options.ts';
import type { TextTool } from './tool.ts';

/** Each line from its end to its start. */
export const rev: TextTool = lineTool('rev', (lines) => lines.map((line) => [...line].reverse().join('')));

/** The last line first. */
export const tac: TextTool = lineTool('tac', (lines) => lines.toReversed());

function lineTool(tool: string, change: (lines: readonly string[]) => readonly string[]): TextTool {
  return (args, stdin, context) => {
    const parsed = parseOptions({ tool, flags: '' }, args);
    if (parsed.kind === 'error') return parsed.result;
    const { inputs, errors } = readInputs(
      parsed.options.operands,
      stdin,
      context,
      (path) => `${tool}: ${path}`,
    );
    return filtered(joinLines(change(splitLines(allText(inputs)))), errors);
  };
}

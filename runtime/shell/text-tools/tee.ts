import { type OptionSpec, parseOptions } from './options.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = { tool: 'tee', flags: 'a', refused: 'ip', long: { append: 'a' } };

/** Standard input to standard output and into files. */
export const tee: TextTool = (args, stdin, context) => {
  const parsed = parseOptions(spec, args);
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  const errors = options.operands.flatMap((path) => {
    const reason = context.writeFile(path, stdin, options.has('a'));
    return reason === undefined ? [] : [`tee: ${path}: ${reason}\n`];
  });
  return { stdout: stdin, stderr: errors.join(''), rc: errors.length > 0 ? 1 : 0 };
};

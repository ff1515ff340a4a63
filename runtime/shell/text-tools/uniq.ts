import { fail } from '../language/command-result.ts';
import { allText, filtered, joinLines, readInputs, splitLines } from './input.ts';
import { complain, type OptionSpec, parseOptions } from './options.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = {
  tool: 'uniq',
  flags: 'cdui',
  refused: 'fswDz',
  long: { count: 'c', repeated: 'd', unique: 'u', 'ignore-case': 'i' },
};

/** Neighbouring equal lines once. */
export const uniq: TextTool = (args, stdin, context) => {
  const parsed = parseOptions(spec, args);
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  const [path, output, extra] = options.operands;
  if (extra !== undefined) return complain(spec, `extra operand '${extra}'`);
  if (output !== undefined) return fail(1, 'uniq: not simulated: an output file\n');
  const { inputs, errors } = readInputs(
    path === undefined ? [] : [path],
    stdin,
    context,
    (name) => `uniq: ${name}`,
  );
  const runs: { line: string; count: number }[] = [];
  const key = (line: string): string => (options.has('i') ? line.toLowerCase() : line);
  for (const line of splitLines(allText(inputs))) {
    const last = runs.at(-1);
    if (last && key(last.line) === key(line)) last.count += 1;
    else runs.push({ line, count: 1 });
  }
  const kept = runs.filter(
    ({ count }) => (!options.has('d') || count > 1) && (!options.has('u') || count === 1),
  );
  const lines = kept.map(({ line, count }) =>
    options.has('c') ? `${String(count).padStart(7)} ${line}` : line,
  );
  return filtered(joinLines(lines), errors);
};

import { allText, filtered, readInputs } from './input.ts';
import { type OptionSpec, parseOptions } from './options.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = {
  tool: 'cat',
  flags: 'nbETA',
  refused: 'stuve',
  long: { number: 'n', 'number-nonblank': 'b', 'show-ends': 'E', 'show-tabs': 'T', 'show-all': 'A' },
};

/** Files one after the other. */
export const cat: TextTool = (args, stdin, context) => {
  const parsed = parseOptions(spec, args);
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  const { inputs, errors } = readInputs(options.operands, stdin, context, (path) =>
    context.busybox ? `cat: can't open '${path}'` : `cat: ${path}`,
  );
  let number = 0;
  const text = allText(inputs).replace(
    /[^\n]*(\n|$)/g,
    (line, end: string, offset: number, whole: string) => {
      if (line === '' && offset === whole.length) return '';
      const counted = options.has('b') ? line !== '\n' : options.has('n');
      if (counted) number += 1;
      const body = end === '' ? line : line.slice(0, -1);
      const tabs = options.has('T') || options.has('A') ? body.replaceAll('\t', '^I') : body;
      const mark = end !== '' && (options.has('E') || options.has('A')) ? '$' : '';
      return `${counted ? `${String(number).padStart(6)}\t` : ''}${tabs}${mark}${end}`;
    },
  );
  return filtered(text, errors);
};

import { fail } from '../language/command-result.ts';
import { allText, filtered, joinLines, readInputs, splitLines } from './input.ts';
import { complain, type OptionSpec, parseOptions } from './options.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = {
  tool: 'cut',
  flags: 's',
  values: 'dfcbO',
  long: {
    delimiter: 'd',
    fields: 'f',
    characters: 'c',
    bytes: 'b',
    'only-delimited': 's',
    'output-delimiter': 'O',
  },
};

type Selection = (position: number) => boolean;

/** Fields or characters of each line. */
export const cut: TextTool = (args, stdin, context) => {
  const parsed = parseOptions(spec, args);
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  const letter = options.last('fcb');
  if (letter === undefined) return complain(spec, 'you must specify a list of bytes, characters, or fields');
  const delimiter = options.value('d') ?? '\t';
  if ([...delimiter].length > 1) return complain(spec, 'the delimiter must be a single character');
  if (letter !== 'f' && options.has('d')) {
    return complain(spec, 'an input delimiter may be specified only when operating on fields');
  }
  const selection = parseList(options.value(letter) ?? '');
  if (typeof selection === 'string') return complain(spec, listProblem(selection, letter));
  const { inputs, errors } = readInputs(options.operands, stdin, context, (path) => `cut: ${path}`);
  if (inputs.length === 0) return fail(1, errors);
  const pick = (parts: readonly string[], joint: string): string =>
    parts.filter((_, index) => selection(index + 1)).join(joint);
  const lines = splitLines(allText(inputs)).flatMap((line) => {
    if (letter !== 'f') return [pick([...line], options.value('O') ?? '')];
    if (!line.includes(delimiter)) return options.has('s') ? [] : [line];
    return [pick(line.split(delimiter), options.value('O') ?? delimiter)];
  });
  return filtered(joinLines(lines), errors);
};

/** `1,3-5,7-`: whether a position is in it; or the part that is not a range. */
function parseList(list: string): Selection | string {
  const ranges: [number, number][] = [];
  for (const part of list.split(/[, ]/)) {
    const found = /^(?:(\d+)|(\d*)-(\d*))$/.exec(part);
    if (!found || part === '-') return part;
    const [, only, from = '', to = ''] = found;
    const low = Number(only ?? (from === '' ? 1 : from));
    const high = only !== undefined ? low : to === '' ? Number.POSITIVE_INFINITY : Number(to);
    if (low === 0) return '0';
    if (high < low) return '>';
    ranges.push([low, high]);
  }
  return (position) => ranges.some(([low, high]) => position >= low && position <= high);
}

function listProblem(part: string, letter: string): string {
  const unit = letter === 'f' ? 'field' : 'byte/character';
  if (part === '>') return 'invalid decreasing range';
  if (part === '0')
    return letter === 'f' ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1';
  return letter === 'f' ? `invalid ${unit} value '${part}'` : `invalid byte/character position '${part}'`;
}

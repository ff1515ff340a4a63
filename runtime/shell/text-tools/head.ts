import { filtered, type Input, readInputs } from './input.ts';
import { complain, type OptionSpec, parseOptions } from './options.ts';
import type { TextTool } from './tool.ts';

const long = { lines: 'n', bytes: 'c', quiet: 'q', silent: 'q', verbose: 'v' };
const headSpec: OptionSpec = { tool: 'head', flags: 'qv', values: 'nc', long };
const tailSpec: OptionSpec = {
  tool: 'tail',
  flags: 'qv',
  values: 'nc',
  refused: 'fF',
  long: { ...long, follow: 'f' },
};

/** The first lines or bytes; a count below zero leaves out that many at the end. */
export const head: TextTool = (args, stdin, context) =>
  takePart(headSpec, args, stdin, context, (units, count) =>
    count.startsWith('-')
      ? units.slice(0, Math.max(0, units.length - Number(count.slice(1))))
      : units.slice(0, Number(count)),
  );

/** The last lines or bytes; `+N` starts at the Nth. */
export const tail: TextTool = (args, stdin, context) =>
  takePart(tailSpec, args, stdin, context, (units, count) => {
    if (count.startsWith('+')) return units.slice(Math.max(0, Number(count.slice(1)) - 1));
    const wanted = Number(count.replace('-', ''));
    return wanted === 0 ? [] : units.slice(-wanted);
  });

type Part = (units: readonly string[], count: string) => readonly string[];

function takePart(
  spec: OptionSpec,
  args: readonly string[],
  stdin: string,
  context: Parameters<TextTool>[2],
  part: Part,
): ReturnType<TextTool> {
  // The old spelling, as the first word only: `head -5`, `tail -5`, `tail +5`.
  const old = spec === tailSpec ? /^(?:-(\d+)|(\+\d+))$/ : /^-(\d+)$/;
  const [first = '', ...rest] = args;
  const parsed = parseOptions(spec, old.test(first) ? [`-n${first.replace('-', '')}`, ...rest] : args);
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  const bytes = options.last('nc') === 'c';
  const count = (bytes ? options.value('c') : options.value('n')) ?? '10';
  if (!/^[+-]?\d+$/.test(count)) return complainCount(spec, bytes, count);
  const { inputs, errors } = readInputs(
    options.operands,
    stdin,
    context,
    (path) => `${spec.tool}: cannot open '${path}' for reading`,
  );
  const titled = options.last('qv') === 'v' || (options.operands.length > 1 && options.last('qv') !== 'q');
  const texts = inputs.map((input, index) => {
    const title = titled ? `${index > 0 ? '\n' : ''}==> ${nameOf(input)} <==\n` : '';
    return title + part(unitsOf(input.text, bytes), count).join('');
  });
  return filtered(texts.join(''), errors);
}

function complainCount(spec: OptionSpec, bytes: boolean, count: string): ReturnType<TextTool> {
  const { stderr } = complain(spec, `invalid number of ${bytes ? 'bytes' : 'lines'}: '${count}'`);
  return { stdout: '', stderr: `${stderr.split('\n')[0]}\n`, rc: 1 };
}

function nameOf({ name }: Input): string {
  return name === '-' ? 'standard input' : name;
}

/** Lines keep their ends; bytes are characters here, as files hold text. */
function unitsOf(text: string, bytes: boolean): readonly string[] {
  return bytes ? [...text] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
}

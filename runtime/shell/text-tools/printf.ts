import { type CommandResult, fail } from '../language/command-result.ts';
import { readEscapes } from './escapes.ts';
import type { TextTool } from './tool.ts';

const widest = 10_000;
const directive = /%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d*))?(.?)/gs;

interface Progress {
  readonly left: string[];
  readonly errors: string[];
  stopped: boolean;
}

/** bash's printf: the format is used again while arguments are left. */
export const printf: TextTool = (args) => {
  const [format, ...values] = args[0] === '--' ? args.slice(1) : args;
  if (format === undefined) return fail(2, 'printf: usage: printf [-v var] format [arguments]\n');
  const progress: Progress = { left: values, errors: [], stopped: false };
  const output: string[] = [];
  let before: number;
  do {
    before = progress.left.length;
    output.push(applyFormat(format, progress));
  } while (!progress.stopped && progress.left.length > 0 && progress.left.length < before);
  return result(output.join(''), progress.errors);
};

function result(stdout: string, errors: readonly string[]): CommandResult {
  return {
    stdout,
    stderr: errors.map((error) => `printf: ${error}\n`).join(''),
    rc: errors.length > 0 ? 1 : 0,
  };
}

function applyFormat(format: string, progress: Progress): string {
  const output: string[] = [];
  let end = 0;
  for (const found of format.matchAll(directive)) {
    const plain = readEscapes(format.slice(end, found.index), 'printf');
    output.push(plain.text);
    progress.stopped ||= plain.stopped;
    if (progress.stopped) return output.join('');
    const [whole, flags = '', width, precision, letter = ''] = found;
    end = found.index + whole.length;
    output.push(
      applyDirective(
        { flags, width: size(width, progress), precision: size(precision, progress), letter },
        progress,
      ),
    );
    if (progress.stopped) return output.join('');
  }
  const rest = readEscapes(format.slice(end), 'printf');
  progress.stopped ||= rest.stopped;
  return output.join('') + rest.text;
}

interface Directive {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly letter: string;
}

function size(text: string | undefined, progress: Progress): number | undefined {
  if (text === undefined) return undefined;
  const given = text === '*' ? progress.left.shift() : text;
  return Math.min(widest, Math.abs(Number(given ?? 0)) || 0);
}

function applyDirective(shape: Directive, progress: Progress): string {
  switch (shape.letter) {
    case '%':
      return '%';
    case 's':
      return pad((progress.left.shift() ?? '').slice(0, shape.precision ?? Number.POSITIVE_INFINITY), shape);
    case 'b': {
      const read = readEscapes(progress.left.shift() ?? '', 'echo');
      progress.stopped ||= read.stopped;
      return pad(read.text, shape);
    }
    case 'q':
      return pad(quote(progress.left.shift() ?? ''), shape);
    case 'c':
      return pad((progress.left.shift() ?? '').slice(0, 1), shape);
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
      return formatInteger(shape, progress);
    case 'f':
    case 'e':
    case 'g':
      return formatFloat(shape, progress);
    default:
      progress.errors.push(`\`${shape.letter}': invalid format character`);
      progress.stopped = true;
      return '';
  }
}

function quote(text: string): string {
  return text === '' ? "''" : text.replace(/[^A-Za-z0-9_@%+=:,./-]/g, '\\$&');
}

function numberFrom(text: string | undefined, progress: Progress): number {
  const given = text ?? '0';
  if (/^['"]/.test(given)) return given.codePointAt(1) ?? 0;
  const octal = /^[+-]?0[0-7]+$/.test(given);
  const value = octal ? Number.parseInt(given, 8) : Number(given);
  if (Number.isFinite(value)) return value;
  progress.errors.push(`${given}: invalid number`);
  return Number.parseFloat(given) || 0;
}

function formatInteger(shape: Directive, progress: Progress): string {
  const value = Math.trunc(numberFrom(progress.left.shift(), progress));
  const base = { x: 16, X: 16, o: 8 }[shape.letter] ?? 10;
  const digits = Math.abs(value)
    .toString(base)
    .padStart(shape.precision ?? 1, '0');
  const sign = value < 0 ? '-' : shape.flags.includes('+') ? '+' : shape.flags.includes(' ') ? ' ' : '';
  const prefix =
    shape.flags.includes('#') && value !== 0 ? ({ x: '0x', X: '0X', o: '0' }[shape.letter] ?? '') : '';
  return pad(shape.letter === 'X' ? digits.toUpperCase() : digits, shape, sign + prefix);
}

function formatFloat(shape: Directive, progress: Progress): string {
  const value = numberFrom(progress.left.shift(), progress);
  const precision = Math.min(100, shape.precision ?? 6);
  const size = Math.abs(value);
  const sign = value < 0 ? '-' : shape.flags.includes('+') ? '+' : '';
  if (shape.letter === 'f') return pad(size.toFixed(precision), shape, sign);
  const exponent = (text: string): string => text.replace(/e([+-])(\d)$/, 'e$10$2');
  if (shape.letter === 'e') return pad(exponent(size.toExponential(precision)), shape, sign);
  return pad(exponent(String(Number(size.toPrecision(precision || 1)))), shape, sign);
}

function pad(body: string, { flags, width = 0, letter }: Directive, sign = ''): string {
  const missing = Math.max(0, width - sign.length - [...body].length);
  if (flags.includes('-')) return sign + body + ' '.repeat(missing);
  const zeros = flags.includes('0') && /[diuxXofeg]/.test(letter);
  return zeros ? sign + '0'.repeat(missing) + body : ' '.repeat(missing) + sign + body;
}

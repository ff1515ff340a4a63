import { goPrint, twoDigitExponent } from './go-print.ts';
import { goQuote, goQuoteCharacter } from './go-quote.ts';
import { type GoValue, isGoSlice, sliceItems, sortedEntries, typeName } from './go-value.ts';

const widest = 1000;

interface Verb {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly letter: string;
}

/** Go's `fmt.Sprintf` with its own notes for what does not fit: `%!d(string=x)`, `%!s(MISSING)`. */
export function goSprintf(format: string, args: readonly GoValue[]): string {
  const left = [...args];
  const text = format.replace(
    /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d*))?([\s\S]?)/gu,
    (_, flags: string, width: string | undefined, precision: string | undefined, letter: string) => {
      if (letter === '') return '%!(NOVERB)';
      if (letter === '%') return '%';
      const verb = { flags, width: size(width, left), precision: size(precision, left), letter };
      if (left.length === 0) return `%!${letter}(MISSING)`;
      return pad(formatVerb(verb, left.shift() ?? null), verb);
    },
  );
  if (left.length === 0) return text;
  const extra = left.map((arg) => (arg === null ? '<nil>' : `${typeName(arg)}=${goPrint(arg)}`));
  return `${text}%!(EXTRA ${extra.join(', ')})`;
}

function size(text: string | undefined, left: GoValue[]): number | undefined {
  if (text === undefined) return undefined;
  const given = text === '*' ? left.shift() : Number(text);
  return typeof given === 'number' ? Math.min(widest, Math.max(0, given)) : 0;
}

function pad(text: string, { flags, width = 0, letter }: Verb): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  const zeros = flags.includes('0') && /[dxXobeEfFgGv]/.test(letter) && /^[-+]?[0-9a-fA-F.]+/.test(text);
  if (!zeros) return ' '.repeat(missing) + text;
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

function formatVerb(verb: Verb, value: GoValue): string {
  if (verb.letter === 'v') return goPrint(value, verb.flags.includes('+'));
  if (verb.letter === 'T') return typeName(value);
  if (value === null) return `%!${verb.letter}(<nil>)`;
  const items = sliceItems(value);
  if (items) return `[${items.map((item) => formatVerb(verb, item)).join(' ')}]`;
  const entries = sortedEntries(value);
  if (entries) {
    const pairs = entries.map(([key, entry]) => `${formatVerb(verb, key)}:${formatVerb(verb, entry)}`);
    return `map[${pairs.join(' ')}]`;
  }
  return formatScalar(verb, value) ?? `%!${verb.letter}(${typeName(value)}=${goPrint(value)})`;
}

function formatScalar(verb: Verb, value: GoValue): string | undefined {
  if (typeof value === 'boolean') return verb.letter === 't' ? String(value) : undefined;
  if (typeof value === 'string') return formatString(verb, value);
  if (typeof value === 'number') return formatInteger(verb, value);
  if (typeof value !== 'object' || value === null || isGoSlice(value)) return undefined;
  switch (value.go) {
    case 'json-number':
      return formatString(verb, value.text);
    case 'float':
      return formatFloat(verb, value.value);
    case 'struct':
      return `{${value.fields.map((field) => formatVerb(verb, field.value)).join(' ')}}`;
    default:
      return undefined;
  }
}

function formatString({ letter, precision }: Verb, value: string): string | undefined {
  const cut = precision === undefined ? value : [...value].slice(0, precision).join('');
  switch (letter) {
    case 's':
      return cut;
    case 'q':
      return goQuote(cut);
    case 'x':
    case 'X': {
      const bytes = [...new TextEncoder().encode(cut)]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
      return letter === 'x' ? bytes : bytes.toUpperCase();
    }
    default:
      return undefined;
  }
}

const bases: Readonly<Record<string, number>> = { d: 10, x: 16, X: 16, o: 8, b: 2 };

function formatInteger({ letter, flags }: Verb, value: number): string | undefined {
  const base = bases[letter];
  if (base !== undefined) {
    const digits = value.toString(base);
    const signed = flags.includes('+') && value >= 0 ? `+${digits}` : digits;
    return letter === 'X' ? signed.toUpperCase() : signed;
  }
  if (value < 0 || value > 0x10ffff) return undefined;
  if (letter === 'c') return String.fromCodePoint(value);
  if (letter === 'q') return goQuoteCharacter(String.fromCodePoint(value));
  return letter === 'U' ? `U+${value.toString(16).toUpperCase().padStart(4, '0')}` : undefined;
}

function formatFloat({ letter, precision, flags }: Verb, value: number): string | undefined {
  const digits = Math.min(100, precision ?? 6);
  const sign = flags.includes('+') && value >= 0 ? '+' : '';
  switch (letter) {
    case 'f':
    case 'F':
      return sign + value.toFixed(digits);
    case 'e':
    case 'E': {
      const text = sign + twoDigitExponent(value.toExponential(digits));
      return letter === 'e' ? text : text.toUpperCase();
    }
    case 'g':
    case 'G':
      return (
        sign +
        (precision === undefined
          ? goPrint({ go: 'float', value })
          : String(Number(value.toPrecision(precision || 1))))
      );
    default:
      return undefined;
  }
}

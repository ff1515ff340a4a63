const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** A text with its backslash escapes read; `\c` ends the output, which `stopped` tells. */
export interface Unescaped {
  readonly text: string;
  readonly stopped: boolean;
}

/** Reads the escapes of `echo -e` and `printf`. An octal number is `\0NNN` to echo and `\NNN` to printf. */
export function readEscapes(text: string, octal: 'echo' | 'printf'): Unescaped {
  const number = octal === 'echo' ? '0[0-7]{0,3}' : '[0-7]{1,3}';
  const pieces: string[] = [];
  let end = 0;
  for (const found of text.matchAll(new RegExp(`\\\\(${number}|x[0-9a-fA-F]{1,2}|[abcefnrtv\\\\])`, 'g'))) {
    const [whole, sequence = ''] = found;
    pieces.push(text.slice(end, found.index));
    end = found.index + whole.length;
    if (sequence === 'c') return { text: pieces.join(''), stopped: true };
    pieces.push(characterOf(sequence));
  }
  return { text: pieces.join('') + text.slice(end), stopped: false };
}

function characterOf(sequence: string): string {
  if (sequence.startsWith('x')) return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
  if (/^[0-7]/.test(sequence)) return String.fromCharCode(Number.parseInt(sequence, 8) & 255);
  return letters[sequence] ?? '';
}

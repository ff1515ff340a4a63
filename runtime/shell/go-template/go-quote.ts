const escapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** Go's `%q` of a string: double quotes, and escapes for what cannot be printed. */
export function goQuote(text: string): string {
  return `"${[...text].map(escapeCharacter).join('')}"`;
}

/** Go's `%q` of a character: single quotes. */
export function goQuoteCharacter(character: string): string {
  if (character === "'") return "'\\''";
  return character === '"' ? "'\"'" : `'${escapeCharacter(character)}'`;
}

function escapeCharacter(character: string): string {
  const escaped = escapes[character];
  if (escaped !== undefined) return escaped;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code === 0x20 || !/[\p{Z}\p{C}]/u.test(character)) return character;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}

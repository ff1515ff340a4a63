/** Words that begin a statement often enough to end prose that nobody closed. */
const STATEMENT_LINE =
  /\n[ \t]*(?:scenario|property|host|client|lan|image|network|container|service|swarm|compose|step|expect|show|shows|invariant|exercise)\b/g;

/** `"""` that no other `"""` closes: up to the next line that is headed by a statement's keyword. */
export function matchUnclosedProse(text: string, offset: number): [string] | null {
  if (!text.startsWith('"""', offset)) return null;
  STATEMENT_LINE.lastIndex = offset;
  const end = STATEMENT_LINE.exec(text)?.index ?? text.length;
  return [text.slice(offset, end).trimEnd()];
}

/** `"` that nothing closes on its line: up to the end of the line, without the braces that end it. */
export function matchUnclosedString(text: string, offset: number): [string] | null {
  if (text[offset] !== '"') return null;
  let end = offset + 1;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  while (end > offset + 1 && ' \t{}'.includes(text[end - 1]!)) end--;
  return [text.slice(offset, end)];
}

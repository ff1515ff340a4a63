/** Addresses of `nameserver` lines, in their order. */
export const nameserversIn = (text: string): string[] =>
  [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].map((match) => match[1]!);

/** Words of the last `search` or `domain` line. */
export const searchIn = (text: string): string[] => wordsOfLast(text, /^\s*(?:search|domain)\s+(.*)$/gm);

/** Words of the last `options` line. */
export const optionsIn = (text: string): string[] => wordsOfLast(text, /^\s*options\s+(.*)$/gm);

function wordsOfLast(text: string, line: RegExp): string[] {
  const last = [...text.matchAll(line)].at(-1)?.[1] ?? '';
  return last.trim().split(/\s+/).filter(Boolean);
}

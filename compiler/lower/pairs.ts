/** `key=value` texts as a map; a key without value has the empty one, as `--label key` has. */
export function pairsOf(texts: readonly string[]): { readonly [key: string]: string } {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      return at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    }),
  );
}

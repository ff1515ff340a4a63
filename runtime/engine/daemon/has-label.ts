/** `tier` asks for the label, `tier=web` for its value too. */
export function hasLabel(labels: { readonly [key: string]: string }, wanted: string): boolean {
  const at = wanted.indexOf('=');
  const key = at < 0 ? wanted : wanted.slice(0, at);
  return Object.hasOwn(labels, key) && (at < 0 || labels[key] === wanted.slice(at + 1));
}

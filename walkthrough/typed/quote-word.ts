/** A word as a person types it into a shell: quoted only where it must be. */
export const quoteWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** `--name value` for each value, quoted where needed. */
export const flags = (name: string, values: readonly string[]): readonly string[] =>
  values.map((value) => `${name} ${quoteWord(value)}`);

/** The same for a value that may be absent. */
export const flag = (name: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : flags(name, [value]);

/** `key=value` of each entry. */
export const pairs = (map: { readonly [key: string]: string }): readonly string[] =>
  Object.entries(map).map(([key, value]) => (value === '' ? key : `${key}=${value}`));

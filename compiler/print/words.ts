/** A name as a scenario writes it: in quotes where it has other characters than names have. */
export const nameText = (name: string): string => (/^\w[\w.-]*$/.test(name) ? name : quoted(name));

/** A value of an attribute: it ends at a space, a separator, a quote or a comment. */
export const valueText = (value: string): string => (/^[^\s{};,"#]+$/.test(value) ? value : quoted(value));

/** A text in quotes, with the four escapes that the language has. */
export const quoted = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;

/** `ALL`, or nothing where the list is empty: `listen 80/tcp, 53/udp`. */
export const listLine = (attribute: string, values: readonly string[]): readonly string[] =>
  values.length === 0 ? [] : [`${attribute} ${values.join(', ')}`];

export const oneLine = (attribute: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [`${attribute} ${value}`];

/** A flag stands alone; what is false is what it is without it. */
export const flagLine = (attribute: string, on: boolean): readonly string[] => (on ? [attribute] : []);

/** `key=value` pairs, as labels, options and sysctls are written. */
export const pairLines = (attribute: string, pairs: { readonly [key: string]: string }): readonly string[] =>
  Object.entries(pairs).map(
    ([key, value]) => `${attribute} ${valueText(value === '' ? key : `${key}=${value}`)}`,
  );

/** `head { a; b }`, or the head alone. */
export const blockText = (head: string, lines: readonly string[]): string =>
  lines.length === 0 ? head : `${head} { ${lines.join('; ')} }`;

/** `80` for TCP, which goes without saying, else `53/udp`. */
export const portText = ({ port, protocol }: { readonly port: number; readonly protocol: string }): string =>
  protocol === 'tcp' ? `${port}` : `${port}/${protocol}`;

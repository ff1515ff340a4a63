/** Lines of a summary: what is undefined is left out. */
export const lines = (...parts: readonly (string | undefined)[]): string =>
  parts.flatMap((part) => (part === undefined ? [] : [`${part}\n`])).join('');

export const title = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

/** Labels under their heading, each with the given mark before it. */
export const labelLines = (labels: { readonly [key: string]: string }, mark: string): string | undefined => {
  const all = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  if (all.length === 0) return undefined;
  return ['Labels:', ...all.map(([key, value]) => `${mark}${key}${value === '' ? '' : `=${value}`}`)].join(
    '\n',
  );
};

const UNITS: readonly (readonly [string, number])[] = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
];

/** A duration of the API, in nanoseconds, as Go prints it: `1m30s`. */
export function goDuration(nanoseconds: number): string {
  let rest = nanoseconds / 1_000_000;
  if (rest < 1_000) return rest === 0 ? '0s' : `${rest}ms`;
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = unit === 's' ? rest / size : Math.floor(rest / size);
    rest -= Math.floor(count) * size;
    if (text !== '' || count >= 1) text += `${count}${unit}`;
  }
  return text;
}

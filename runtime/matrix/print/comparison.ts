import type { Change } from '../compare.ts';

const TITLES: readonly (readonly [Change['kind'], string, string])[] = [
  ['gained', 'reach gained', '+'],
  ['lost', 'reach lost', '-'],
  ['changed', 'other answers', '~'],
];

/** Gained and lost reach: a line for each port and fate, with all to whom it happens. */
export function comparisonText(changes: readonly Change[]): string {
  if (changes.length === 0) return 'nobody gains or loses reach';
  const groups = TITLES.flatMap(([kind, title, sign]) => {
    const own = changes.filter((change) => change.kind === kind);
    return own.length === 0 ? [] : [`${title}:`, ...linesOf(own, sign), ''];
  });
  return groups.join('\n').trimEnd();
}

function linesOf(changes: readonly Change[], sign: string): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { from, to, before, after } of changes) {
    const key = `${to}   (${before ?? 'not there'} → ${after ?? 'not there'})`;
    groups.set(key, [...(groups.get(key) ?? []), from]);
  }
  return [...groups].map(([key, froms]) => `  ${sign} ${froms.join(', ')} ─▶ ${key}`);
}

export const comparisonJson = (changes: readonly Change[]): string => JSON.stringify(changes, null, 2);

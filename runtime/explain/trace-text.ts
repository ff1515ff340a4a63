import type { RuleLine, TraceLine } from './trace-line.ts';

/** Stations that decide nothing are left out of the text; the JSON form has them all. */
export const isQuiet = (line: TraceLine): boolean =>
  (line.kind === 'hook' && line.rules.length === 0 && line.text.endsWith(': accepted')) ||
  (line.kind === 'resolve-neighbour' && line.text.endsWith(': found')) ||
  (line.kind === 'conntrack' && !line.text.endsWith('INVALID'));

/** A trace as text: a heading for each namespace that the packet visits, a line for each hop below it. */
export function traceText(
  lines: readonly TraceLine[],
  place: (rule: RuleLine) => string = () => '',
): readonly string[] {
  const text: string[] = [];
  let namespace: string | undefined;
  for (const line of lines) {
    if (isQuiet(line)) continue;
    if (line.namespace !== namespace) text.push(line.namespace);
    namespace = line.namespace;
    text.push(`  ${line.text}`, ...line.rules.flatMap((rule) => ruleText(rule, place)));
  }
  return text;
}

function ruleText(rule: RuleLine, place: (rule: RuleLine) => string): readonly string[] {
  const source = place(rule);
  const why = [rule.why, source].filter((part) => part !== undefined && part !== '').join(', ');
  return [`      ${rule.table} #${rule.number}  ${rule.rule}`, ...(why === '' ? [] : [`        ${why}`])];
}

import type { Item, Scenario } from '../../compiler/ir/ir.ts';

/** The scenario as far as the end of a step, the claims left out; a text when there is no such step. */
export function upToStep(scenario: Scenario, step: string | undefined): Scenario | string {
  const { story } = scenario;
  const last =
    step === undefined
      ? story.length - 1
      : story.findIndex((item) => item.kind === 'step' && item.name === step);
  if (step !== undefined && last < 0) {
    const steps = story.flatMap((item) => (item.kind === 'step' ? [`"${item.name}"`] : []));
    const known = steps.length > 0 ? steps.join(', ') : 'none';
    return `"${scenario.name}" has no step "${step}"; it has ${known}`;
  }
  return { ...scenario, story: story.slice(0, last + 1).flatMap(withoutClaims) };
}

const withoutClaims = (item: Item): readonly Item[] => {
  if (item.kind === 'claim' || item.kind === 'invariant' || item.kind === 'exercise') return [];
  return item.kind === 'step' ? [{ ...item, items: item.items.flatMap(withoutClaims) }] : [item];
};

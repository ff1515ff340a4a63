import { checkedItems } from '../runtime/scenario/checked-items.ts';
import type { Difference, FileReport, ScenarioRun } from './reporters/report.ts';

/** The claims that fare differently on different engines. Empty when only one engine was asked for. */
export const differencesBetween = (files: readonly FileReport[]): readonly Difference[] =>
  files.flatMap(({ source, runs }) =>
    groupByScenario(runs).flatMap((group) => differencesIn(source.path, group)),
  );

/** The runs of one scenario stand side by side. */
function groupByScenario(runs: readonly ScenarioRun[]): readonly (readonly ScenarioRun[])[] {
  const groups = new Map<number, ScenarioRun[]>();
  for (const run of runs) {
    const group = groups.get(run.result.origin.start) ?? [];
    groups.set(run.result.origin.start, [...group, run]);
  }
  return [...groups.values()];
}

function differencesIn(file: string, runs: readonly ScenarioRun[]): readonly Difference[] {
  const judged = runs.map(({ result }) => ({
    engine: result.engineVersion ?? '',
    claims: checkedItems(result).filter(({ verdict }) => verdict !== undefined),
  }));
  const [first] = judged;
  return (first?.claims ?? []).flatMap((claim, i) => {
    const verdicts = judged.map(({ claims }) => claims[i]?.verdict ?? 'not judged');
    if (verdicts.every((verdict) => verdict === verdicts[0])) return [];
    const told = judged.map(({ engine }, j) => `${engine}: ${verdicts[j]}`);
    return [{ file, scenario: runs[0]!.result.name, claim: claim.name, verdicts: told }];
  });
}

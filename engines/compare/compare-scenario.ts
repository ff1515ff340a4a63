import type { Scenario } from '../../compiler/ir/ir.ts';
import { checkedItems } from '../../runtime/scenario/checked-items.ts';
import type { ScenarioResult } from '../../runtime/scenario/result.ts';
import { runScenario } from '../../runtime/scenario/run.ts';
import type { ShellServices } from '../../runtime/shell/command.ts';
import { compareSurveys, type SurveyDifference } from '../../runtime/survey/compare-surveys.ts';
import { type SurveyLine, surveyOf } from '../../runtime/survey/survey.ts';
import type { Company } from '../company.ts';
import type { EngineHosts } from '../engine-hosts.ts';
import { releaseFor } from '../engine-release.ts';
import { isUnaskable } from '../play/run-at.ts';
import { runOnEngines } from '../run-on-engines.ts';
import { surveyReal } from './survey-real.ts';
import { type CountedRule, traceReal } from './trace-real.ts';

/** One story on both engines. */
export interface Comparison {
  readonly name: string;
  readonly release: string;
  readonly simulated: ScenarioResult;
  readonly real: ScenarioResult;
  /** Claims, and actions that were refused by one of the two. */
  readonly claims: readonly ComparedClaim[];
  readonly surveys: readonly ComparedSurvey[];
}

export interface ComparedClaim {
  readonly name: string;
  /** `held`, `failed`, `refused`, or `absent` where that engine did not come so far. */
  readonly simulated: string;
  readonly real: string;
  /** Why the real engine was not asked. */
  readonly skipped?: string;
}

/** What there was to see at one moment of the story. */
export interface ComparedSurvey {
  readonly after: string;
  readonly simulated: readonly SurveyLine[];
  /** Nothing where the real machines could not be asked. */
  readonly real?: readonly SurveyLine[];
  readonly differences: readonly TracedDifference[];
  readonly skipped?: string;
}

export interface TracedDifference extends SurveyDifference {
  /** The rules of the machine whose counters moved when the question was asked once more. */
  readonly counted?: readonly CountedRule[];
}

const MOST_TRACES = 8;

export async function compareScenario(
  company: Company,
  hosts: EngineHosts,
  scenario: Scenario,
  services: ShellServices,
): Promise<Comparison> {
  const release = releaseFor([...hosts.engines.values()][0]!.version.ApiVersion);
  const ours: { readonly after: string; readonly lines: readonly SurveyLine[] }[] = [];
  const simulated = runScenario(scenario, {
    engineVersion: release,
    services,
    onPause: (session, after) => ours.push({ after, lines: surveyOf(session) }),
  });
  const surveys: ComparedSurvey[] = [];
  const real = await runOnEngines(company, hosts, scenario, {
    pauses: true,
    onPause: async (session, after) => {
      const lines = ours[surveys.length]?.lines ?? [];
      const theirs = await surveyReal(session, lines);
      if (isUnaskable(theirs)) {
        surveys.push({ after, simulated: lines, differences: [], skipped: theirs.unaskable });
        return;
      }
      const differences: TracedDifference[] = [];
      for (const difference of compareSurveys(lines, theirs)) {
        const counted = differences.length < MOST_TRACES ? await traceReal(session, difference) : undefined;
        differences.push({ ...difference, ...(counted && { counted }) });
      }
      surveys.push({ after, simulated: lines, real: theirs, differences });
    },
  });
  return { name: scenario.name, release, simulated, real, claims: compareClaims(simulated, real), surveys };
}

function compareClaims(simulated: ScenarioResult, real: ScenarioResult): readonly ComparedClaim[] {
  const [ours, theirs] = [checkedItems(simulated), checkedItems(real)];
  const names = [...new Set([...ours, ...theirs].map(({ name }) => name))];
  return names.flatMap((name) => {
    const [a, b] = [ours.filter((item) => item.name === name), theirs.filter((item) => item.name === name)];
    return Array.from({ length: Math.max(a.length, b.length) }, (_, i): ComparedClaim => {
      const skipped = b[i]?.skipped;
      return { name, simulated: wordOf(a[i]), real: wordOf(b[i]), ...(skipped !== undefined && { skipped }) };
    });
  });
}

const wordOf = (item: ReturnType<typeof checkedItems>[number] | undefined): string => {
  if (item === undefined) return 'absent';
  if (item.skipped !== undefined) return 'skipped';
  return item.verdict ?? 'refused';
};

/** Everything in which the two engines are not alike. */
export const differs = ({ claims, surveys }: Comparison): boolean =>
  claims.some((claim) => claim.real !== 'skipped' && claim.simulated !== claim.real) ||
  surveys.some(({ differences }) => differences.length > 0);

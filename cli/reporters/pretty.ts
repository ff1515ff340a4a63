import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Coverage } from '../../runtime/coverage/coverage.ts';
import type { Statistics } from '../../runtime/property/statistics.ts';
import { checkedItems } from '../../runtime/scenario/checked-items.ts';
import { addTallies, NO_TALLY, type Tally } from '../../runtime/scenario/tally.ts';
import { paint } from '../output.ts';
import { showDiagnostic } from '../show-diagnostic.ts';
import { hasErrors, type SourceFile } from '../source-file.ts';
import type { PropertyRun, Reporter, RunReport, ScenarioRun } from './report.ts';

/** For people: a line for each scenario, failures with their excerpt and trace, a summary. */
export const pretty: Reporter = {
  file: ({ source, runs, properties }) =>
    [
      `${hasErrors(source.diagnostics) ? paint('red', '✗') : ' '} ${paint('bold', source.path)}`,
      ...excerpts(source, source.diagnostics),
      ...runs.flatMap((run) => showRun(source, run)),
      ...properties.flatMap((run) => showProperty(source, run)),
    ].join('\n'),
  end: (report) => ['', ...differenceLines(report), ...summaryLines(report)].join('\n'),
};

/** Diagnostics with a blank line around each. */
const excerpts = (source: SourceFile, diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.length === 0
    ? []
    : [...diagnostics.flatMap((diagnostic) => ['', showDiagnostic(diagnostic, source)]), ''];

function showRun(
  source: SourceFile,
  { result, tally, coverage, diagnostics, ms }: ScenarioRun,
): readonly string[] {
  const good = !hasErrors(diagnostics);
  const mark = good ? paint('green', '✓') : paint('red', '✗');
  const engine = result.engineVersion === undefined ? '' : paint('dim', ` on ${result.engineVersion}`);
  const counts = paint('dim', `${tallyText(tally)}, ${Math.round(ms)} ms`);
  return [
    `  ${mark} ${result.name}${engine}  ${counts}`,
    ...skipLines(result),
    ...(coverage ? coverageLines(coverage) : []),
    ...excerpts(source, diagnostics),
  ];
}

const KINDS = { networks: 'networks', rules: 'rules', ports: 'published ports', pairs: 'pairs' } as const;

/** `networks 2 of 3, not exercised: back` */
const coverageLines = (coverage: Coverage): readonly string[] =>
  Object.entries(KINDS).map(([kind, words]) => {
    const { all, missed } = coverage[kind as keyof Coverage];
    const left = missed.length === 0 ? '' : `, not exercised: ${missed.join('; ')}`;
    return `    ${words} ${all - missed.length} of ${all}${left}`;
  });

/** Why a real engine was not asked, each reason once. */
function skipLines(result: ScenarioRun['result']): readonly string[] {
  const reasons = new Map<string, number>();
  for (const { skipped } of checkedItems(result))
    if (skipped !== undefined) reasons.set(skipped, (reasons.get(skipped) ?? 0) + 1);
  return [...reasons].map(([why, times]) => paint('dim', `    skipped ${times}: ${why}`));
}

function showProperty(source: SourceFile, run: PropertyRun): readonly string[] {
  const { name, verdict, diagnostics, counterexample, engineVersion, statistics, ms, seed } = run;
  const mark = verdict === 'held' ? paint('green', '✓') : paint('red', '✗');
  const engine = engineVersion === undefined ? '' : paint('dim', ` on ${engineVersion}`);
  const counts = `${verdict} in ${statisticsText(statistics)}, seed ${seed}, ${Math.round(ms)} ms`;
  const smallest =
    counterexample
      ?.trimEnd()
      .split('\n')
      .map((line) => `    ${line}`) ?? [];
  return [
    `  ${mark} ${name}${engine}  ${paint('dim', counts)}`,
    ...excerpts(source, diagnostics),
    ...(smallest.length > 0 ? [...smallest, ''] : []),
  ];
}

/** `50 worlds (48 interesting), 126 steps, 310 choices judged 420 times`. */
export const statisticsText = ({ worlds, interesting, steps, matched, judged }: Statistics): string =>
  `${count(worlds, 'world')} (${interesting} interesting), ${count(steps, 'step')}, ` +
  `${count(matched, 'choice')}, ${count(judged, 'judgement')}`;

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** `12 claims held`, `11 of 12 claims held, 1 hollow`. */
function tallyText(tally: Tally): string {
  const { claims, held, proved, hollow, unjudgeable, skipped, refused } = tally;
  const head =
    claims === held ? `${count(claims, 'claim')} held` : `${held} of ${count(claims, 'claim')} held`;
  return [
    head,
    ...(proved > 0 ? [`${proved} of them proved for every packet`] : []),
    ...(hollow > 0 ? [`${hollow} hollow`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(unjudgeable > 0 ? [`${unjudgeable} not judged`] : []),
    ...(refused > 0 ? [`${count(refused, 'refusal')}`] : []),
  ].join(', ');
}

const differenceLines = ({ differences }: RunReport): readonly string[] =>
  differences.length === 0
    ? []
    : [
        paint('bold', 'Different from engine to engine:'),
        ...differences.flatMap(({ file, scenario, claim, verdicts }) => [
          `  ${file}, ${scenario}`,
          `    ${claim}`,
          `      ${verdicts.join('; ')}`,
        ]),
        '',
      ];

function summaryLines({ files, ms }: RunReport): readonly string[] {
  const runs = files.flatMap((file) => file.runs);
  const broken = files.filter(({ source }) => hasErrors(source.diagnostics)).length;
  const failed = runs.filter(({ diagnostics }) => hasErrors(diagnostics)).length;
  const properties = files.flatMap((file) => file.properties);
  const refuted = properties.filter(({ diagnostics }) => hasErrors(diagnostics)).length;
  const good = broken + failed + refuted === 0;
  const parts = [
    count(files.length, 'file'),
    count(runs.length, 'scenario'),
    tallyText(runs.map(({ tally }) => tally).reduce(addTallies, NO_TALLY)),
    ...(properties.length > 0 ? [propertiesText(properties.length, refuted)] : []),
    ...(failed > 0 ? [`${count(failed, 'scenario')} failed`] : []),
    ...(broken > 0 ? [`${count(broken, 'file')} with errors`] : []),
  ];
  return [
    `${paint(good ? 'green' : 'red', parts.join(', '))}  ${paint('dim', `${(ms / 1000).toFixed(2)} s`)}`,
  ];
}

const propertiesText = (all: number, refuted: number): string => {
  const properties = `${all} ${all === 1 ? 'property' : 'properties'}`;
  return refuted === 0 ? `${properties} held` : `${refuted} of ${properties} not held`;
};

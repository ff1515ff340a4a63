import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { checkedItems } from '../../runtime/scenario/checked-items.ts';
import { addTallies, NO_TALLY, type Tally } from '../../runtime/scenario/tally.ts';
import { paint } from '../output.ts';
import { showDiagnostic } from '../show-diagnostic.ts';
import { hasErrors, type SourceFile } from '../source-file.ts';
import type { Reporter, RunReport, ScenarioRun } from './report.ts';

/** For people: a line for each scenario, failures with their excerpt and trace, a summary. */
export const pretty: Reporter = {
  file: ({ source, runs }) =>
    [
      `${hasErrors(source.diagnostics) ? paint('red', '✗') : ' '} ${paint('bold', source.path)}`,
      ...excerpts(source, source.diagnostics),
      ...runs.flatMap((run) => showRun(source, run)),
    ].join('\n'),
  end: (report) => ['', ...differenceLines(report), ...summaryLines(report)].join('\n'),
};

/** Diagnostics with a blank line around each. */
const excerpts = (source: SourceFile, diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.length === 0
    ? []
    : [...diagnostics.flatMap((diagnostic) => ['', showDiagnostic(diagnostic, source)]), ''];

function showRun(source: SourceFile, { result, tally, diagnostics, ms }: ScenarioRun): readonly string[] {
  const good = !hasErrors(diagnostics);
  const mark = good ? paint('green', '✓') : paint('red', '✗');
  const engine = result.engineVersion === undefined ? '' : paint('dim', ` on ${result.engineVersion}`);
  const counts = paint('dim', `${tallyText(tally)}, ${Math.round(ms)} ms`);
  return [
    `  ${mark} ${result.name}${engine}  ${counts}`,
    ...skipLines(result),
    ...excerpts(source, diagnostics),
  ];
}

/** Why a real engine was not asked, each reason once. */
function skipLines(result: ScenarioRun['result']): readonly string[] {
  const reasons = new Map<string, number>();
  for (const { skipped } of checkedItems(result))
    if (skipped !== undefined) reasons.set(skipped, (reasons.get(skipped) ?? 0) + 1);
  return [...reasons].map(([why, times]) => paint('dim', `    skipped ${times}: ${why}`));
}

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** `12 claims held`, `11 of 12 claims held, 1 hollow`. */
function tallyText(tally: Tally): string {
  const { claims, held, hollow, unjudgeable, skipped, refused } = tally;
  const head =
    claims === held ? `${count(claims, 'claim')} held` : `${held} of ${count(claims, 'claim')} held`;
  return [
    head,
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
  const good = broken + failed === 0;
  const parts = [
    count(files.length, 'file'),
    count(runs.length, 'scenario'),
    tallyText(runs.map(({ tally }) => tally).reduce(addTallies, NO_TALLY)),
    ...(failed > 0 ? [`${count(failed, 'scenario')} failed`] : []),
    ...(broken > 0 ? [`${count(broken, 'file')} with errors`] : []),
  ];
  return [
    `${paint(good ? 'green' : 'red', parts.join(', '))}  ${paint('dim', `${(ms / 1000).toFixed(2)} s`)}`,
  ];
}

import type {
  ComparedClaim,
  ComparedSurvey,
  Comparison,
  TracedDifference,
} from '../engines/compare/compare-scenario.ts';
import { foldRepeats } from '../runtime/explain/fold-repeats.ts';
import { traceText } from '../runtime/explain/trace-text.ts';
import { doorText } from '../runtime/scenario/judge/doors.ts';
import type { SurveyLine } from '../runtime/survey/survey.ts';
import { paint } from './output.ts';

/** A comparison for people: claims side by side, tables of who reaches whom, and both traces of what differs. */
export function comparisonText({ name, release, claims, surveys }: Comparison, verbose: boolean): string {
  const differing = claims.filter(isDifferent);
  const count = differing.length + surveys.reduce((sum, { differences }) => sum + differences.length, 0);
  const looked = surveys.reduce((sum, { real }) => sum + (real?.length ?? 0), 0);
  const mark = count === 0 ? paint('green', '✓') : paint('red', '✗');
  const verdict = count === 0 ? 'alike' : `${count} differences`;
  const skipped = claims.filter(({ real }) => real === 'skipped').length;
  const tail = [
    `${claims.length} claims`,
    `${looked} questions`,
    ...(skipped > 0 ? [`${skipped} claims skipped`] : []),
  ];
  return [
    `${mark} ${name} on ${release}: ${verdict} ${paint('dim', `(${tail.join(', ')})`)}`,
    ...claimLines(verbose ? claims : differing),
    ...skipLines(claims, surveys),
    ...surveys.flatMap((survey) => surveyLines(survey, verbose)),
  ].join('\n');
}

const isDifferent = ({ simulated, real }: ComparedClaim): boolean => real !== 'skipped' && simulated !== real;

function claimLines(claims: readonly ComparedClaim[]): readonly string[] {
  if (claims.length === 0) return [];
  const width = Math.max(...claims.map(({ simulated }) => simulated.length), 'simulated'.length);
  return [
    `  ${'simulated'.padEnd(width)}  real`,
    ...claims.map((claim) => {
      const words = `${claim.simulated.padEnd(width)}  ${claim.real.padEnd(8)}`;
      return `  ${isDifferent(claim) ? paint('red', words) : words}  ${claim.name}`;
    }),
  ];
}

function skipLines(claims: readonly ComparedClaim[], surveys: readonly ComparedSurvey[]): readonly string[] {
  const reasons = [...claims, ...surveys].flatMap(({ skipped }) => skipped ?? []);
  return [...new Set(reasons)].map((why) => paint('dim', `  skipped: ${why}`));
}

function surveyLines(survey: ComparedSurvey, verbose: boolean): readonly string[] {
  const { after, simulated, real, differences } = survey;
  if (real === undefined || (differences.length === 0 && !verbose)) return [];
  return [
    `  after ${after}`,
    ...tableLines(simulated, real).map((row) => `    ${row}`),
    ...differences.flatMap(differenceLines),
  ];
}

const WIDEST_TABLE = 14;

/** A row for each who asks, a column for each address and port that is asked; both words where they differ. */
function tableLines(simulated: readonly SurveyLine[], real: readonly SurveyLine[]): readonly string[] {
  const theirs = new Map(real.map(({ what, seen }) => [what, seen]));
  const asked = simulated.filter(({ pair }) => pair !== undefined);
  const columns = [...new Set(asked.map(columnOf))];
  const rows = [...new Set(asked.map(({ pair }) => pair!.from))];
  const cell = (line: SurveyLine | undefined): string => {
    if (line === undefined) return '-';
    const [a, b] = [wordOf(line.seen), wordOf(theirs.get(line.what) ?? 'absent')];
    if (a !== b) return `${a}/${b}`;
    return line.seen === theirs.get(line.what) ? a : `${a}*`;
  };
  const parts: string[] = [];
  for (let at = 0; at < columns.length; at += WIDEST_TABLE) {
    const here = columns.slice(at, at + WIDEST_TABLE);
    const table = [
      ['', ...here],
      ...rows.map((row) => [
        row,
        ...here.map((column) =>
          cell(asked.find((line) => line.pair!.from === row && columnOf(line) === column)),
        ),
      ]),
    ];
    const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)));
    parts.push(
      ...table.map((row) =>
        row
          .map((text, i) => text.padEnd(widths[i]!))
          .join('  ')
          .trimEnd(),
      ),
    );
  }
  return parts;
}

const columnOf = ({ pair }: SurveyLine): string =>
  pair === undefined ? '' : `${pair.to}${pair.door.kind === 'icmp' ? '' : `:${doorText(pair.door)}`}`;

const wordOf = (seen: string): string => seen.split(',')[0]!;

function differenceLines({ what, simulated, real, counted }: TracedDifference): readonly string[] {
  const trace = simulated?.trace ?? [];
  return [
    '',
    `    ${paint('bold', what)}`,
    `      simulated: ${simulated?.seen ?? 'nothing of the kind'}`,
    ...traceText(foldRepeats(trace), () => '').map((line) => `        ${line}`),
    `      real:      ${real?.seen ?? 'nothing of the kind'}`,
    ...(counted ?? []).map(
      ({ host, table, rule, packets }) => `        ${host} ${table}: ${rule}  (${packets} packets)`,
    ),
  ];
}

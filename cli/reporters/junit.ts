import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type CheckedItem, checkedItems } from '../../runtime/scenario/checked-items.ts';
import { showDiagnostic } from '../show-diagnostic.ts';
import type { SourceFile } from '../source-file.ts';
import type { FileReport, PropertyRun, Reporter, ScenarioRun } from './report.ts';

/** For continuous integration: a suite for each scenario, a case for each claim and each refused action. */
export const junit: Reporter = {
  file: () => '',
  end: ({ files, ms }) => {
    const suites = files.flatMap(suitesOf);
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites${attributes({ name: 'dnet', ...totals(suites), time: seconds(ms) })}>`,
      ...suites.flatMap(suiteLines),
      '</testsuites>',
    ].join('\n');
  },
};

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly skipped?: string;
  readonly problem?: { readonly kind: 'failure' | 'error'; readonly message: string; readonly text: string };
}

interface Suite {
  readonly name: string;
  readonly ms: number;
  readonly cases: readonly Case[];
}

function suitesOf({ source, runs, properties }: FileReport): readonly Suite[] {
  const suites = [
    ...runs.map((run) => suiteOf(source, run)),
    ...properties.map((run) => propertySuite(source, run)),
  ];
  if (source.diagnostics.length === 0) return suites;
  const cases = source.diagnostics.map((diagnostic) => ({
    name: diagnostic.code,
    classname: source.path,
    problem: problemOf('error', source, diagnostic),
  }));
  return [{ name: source.path, ms: 0, cases }, ...suites];
}

function suiteOf(source: SourceFile, { result, ms }: ScenarioRun): Suite {
  const engine = result.engineVersion === undefined ? '' : ` (${result.engineVersion})`;
  const classname = `${source.path}.${result.name}`;
  const setUp = result.diagnostics.map((diagnostic) => ({
    name: 'surroundings',
    classname,
    problem: problemOf('error', source, diagnostic),
  }));
  const cases = checkedItems(result).map((item) => caseOf(source, classname, item));
  return { name: `${result.name}${engine}`, ms, cases: [...setUp, ...cases] };
}

/** A property is one case. */
function propertySuite(source: SourceFile, run: PropertyRun): Suite {
  const { name, ms, diagnostics, counterexample, verdict, engineVersion } = run;
  const [diagnostic] = diagnostics;
  const problem =
    diagnostic && problemOf(verdict === 'unjudgeable' ? 'error' : 'failure', source, diagnostic);
  const text = [problem?.text, counterexample].filter((part) => part !== undefined).join('\n');
  const classname = `${source.path}.${name}`;
  return {
    name: `${name}${engineVersion === undefined ? '' : ` (${engineVersion})`}`,
    ms,
    cases: [{ name, classname, ...(problem && { problem: { ...problem, text } }) }],
  };
}

const caseOf = (
  source: SourceFile,
  classname: string,
  { name, diagnostic, failed, skipped }: CheckedItem,
): Case => ({
  name,
  classname,
  ...(skipped !== undefined && { skipped }),
  ...(diagnostic && { problem: problemOf(failed ? 'failure' : 'error', source, diagnostic) }),
});

const problemOf = (kind: 'failure' | 'error', source: SourceFile, diagnostic: Diagnostic) => ({
  kind,
  message: `${diagnostic.code}: ${diagnostic.message}`,
  text: showDiagnostic(diagnostic, source, { colour: false }),
});

function totals(suites: readonly Suite[]) {
  const cases = suites.flatMap((suite) => suite.cases);
  return {
    tests: `${cases.length}`,
    failures: `${cases.filter(({ problem }) => problem?.kind === 'failure').length}`,
    errors: `${cases.filter(({ problem }) => problem?.kind === 'error').length}`,
    skipped: `${cases.filter(({ skipped }) => skipped !== undefined).length}`,
  };
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

const suiteLines = (suite: Suite): readonly string[] => [
  `  <testsuite${attributes({ name: suite.name, ...totals([suite]), time: seconds(suite.ms) })}>`,
  ...suite.cases.flatMap(caseLines),
  '  </testsuite>',
];

function caseLines({ name, classname, problem, skipped }: Case): readonly string[] {
  const head = `    <testcase${attributes({ name, classname })}`;
  if (skipped !== undefined)
    return [`${head}>`, `      <skipped${attributes({ message: skipped })}/>`, '    </testcase>'];
  if (problem === undefined) return [`${head}/>`];
  const { kind, message, text } = problem;
  return [
    `${head}>`,
    `      <${kind}${attributes({ message })}>${escapeXml(text)}</${kind}>`,
    '    </testcase>',
  ];
}

const attributes = (values: { readonly [name: string]: string }): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');

const ESCAPES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** XML 1.0 knows no control characters but these three, not even escaped. */
const escapeXml = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, (c) => ('\t\n\r'.includes(c) ? c : '\uFFFD'))
    .replace(/[&<>"]/g, (c) => ESCAPES[c]!);

import type { FileReport, RunReport } from '../../../cli/reporters/report.ts';
import { diagnose } from '../../../diagnostics/diagnostic.ts';
import { problemsOf } from '../../../runtime/scenario/problems.ts';
import type { ScenarioResult } from '../../../runtime/scenario/result.ts';
import { tallyOf } from '../../../runtime/scenario/tally.ts';

const text = 'scenario "a <b> & \\"c\\"" {\n  expect a reaches b\n}\n';
const origin = { file: 'shop.dnet', start: 30, end: 48 };
const claim = {
  kind: 'reach',
  from: { kind: 'container', name: 'a' },
  to: { kind: 'container', name: 'b' },
  port: { kind: 'listened' },
  byName: false,
  holds: true,
  text: 'a reaches b',
  when: { kind: 'now' },
  origin,
} as const;

const result: ScenarioResult = {
  name: 'a <b> & "c"',
  origin: { file: 'shop.dnet', start: 0, end: text.length },
  diagnostics: [],
  items: [
    { kind: 'claim', claim, origin, verdict: { kind: 'held', facts: [] } },
    {
      kind: 'claim',
      claim,
      origin,
      verdict: {
        kind: 'failed',
        facts: [],
        diagnostic: diagnose('E2103', { from: 'a', to: 'b', outcome: 'timeout: 50% \u0007\nlost' }, origin),
      },
    },
  ],
};

/** A file with one claim that holds and one that does not, full of characters that formats must escape. */
export const fileReport: FileReport = {
  source: {
    path: 'shop.dnet',
    text,
    ir: undefined,
    diagnostics: [],
    textOf: (file) => (file === 'shop.dnet' ? text : undefined),
  },
  runs: [{ result, tally: tallyOf(result), diagnostics: problemsOf(result), ms: 12.4 }],
  properties: [],
};

export const runReport: RunReport = { files: [fileReport], differences: [], ms: 20 };

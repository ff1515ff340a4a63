import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeProperty } from '../../../cli/judge-property.ts';
import { compile } from '../../../compiler/compile.ts';
import { verdicts } from '../../../diagnostics/catalogue/verdicts.ts';
import { problemsOf } from '../../../runtime/scenario/problems.ts';
import { runScenario } from '../../../runtime/scenario/run.ts';

const folder = join(import.meta.dirname, '../../../docs/diagnostics');

/** The example of a page after its fence: `dnet wrong`, `dnet right`. */
function example(code: string, kind: 'wrong' | 'right'): string {
  const page = readFileSync(join(folder, `${code}.md`), 'utf8');
  return new RegExp(`\`\`\`dnet ${kind}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';
}

/** Codes of the errors of compiling a text, of playing its scenarios and of judging its properties. */
function codes(text: string): readonly string[] {
  const { ir, diagnostics } = compile('example.dnet', text);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const played = (ir?.scenarios ?? []).flatMap((scenario) => problemsOf(runScenario(scenario)));
  const judged = (ir?.properties ?? []).flatMap(
    (property) => judgeProperty(property, { runs: 20, seed: 1 }).diagnostics,
  );
  return [...errors, ...played, ...judged].map(({ code }) => code);
}

test.each(Object.keys(verdicts))(
  '%s: its page has an example that yields it, and one that is right',
  (code) => {
    expect(codes(example(code, 'wrong'))).toEqual([code]);
    expect(example(code, 'right')).not.toBe('');
    expect(codes(example(code, 'right'))).toEqual([]);
  },
);

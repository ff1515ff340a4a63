import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Scenario } from '../../../compiler/ir/ir.ts';
import { printScenario } from '../../../compiler/print/print-scenario.ts';
import { formatSource } from '../../../grammar/format-source.ts';
import { meaningOf } from './meaning.ts';

const root = posix.join(import.meta.dirname, '../../..');
const files = globSync(['scenarios/**/*.dnet', 'tests/conformance/*.dnet'], { cwd: root }).sort();

/** A compose project has no way back, and neither have claims about what it made. */
const printable = ({ story }: Scenario): boolean => !JSON.stringify(story).includes('"kind":"compose"');

const scenarios = files.flatMap((file) => {
  const text = readFileSync(posix.join(root, file), 'utf8');
  return compile(file, text).ir?.scenarios.filter(printable) ?? [];
});

test('there are scenarios to print', () => expect(scenarios.length).toBeGreaterThan(15));

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  'printed and read again, "%s" means the same',
  (_, scenario) => {
    const text = printScenario(scenario);
    const { ir, diagnostics } = compile('printed.dnet', text);
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(
      [],
    );
    expect(meaningOf(ir!.scenarios[0]!)).toEqual(meaningOf(scenario));
    expect(formatSource('printed.dnet', text).text).toBe(text);
  },
);

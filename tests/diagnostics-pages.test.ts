import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { decodeIr } from '../compiler/ir/ir-json.ts';
import { type Code, catalogue } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

const folder = join(import.meta.dirname, '../docs/diagnostics');
const codes = Object.keys(catalogue).sort() as Code[];
const pageOf = (code: string): string => readFileSync(join(folder, `${code}.md`), 'utf8');

interface Example {
  readonly language: string;
  readonly kind: string;
  readonly text: string;
}

const examplesOf = (code: string): readonly Example[] =>
  [...pageOf(code).matchAll(/^```(\w+) (wrong|right)\n([\s\S]*?)^```/gm)].map(
    ([, language = '', kind = '', text = '']) => ({ language, kind, text }),
  );

const diagnosticsOf = ({ language, text }: Example): readonly Diagnostic[] =>
  language === 'json'
    ? decodeIr('example.json', text).diagnostics
    : compile('example.dnet', text).diagnostics;

const yields = (example: Example): readonly string[] => diagnosticsOf(example).map(({ code }) => code);
const errors = (example: Example): readonly string[] =>
  diagnosticsOf(example).flatMap(({ severity, message }) => (severity === 'error' ? [message] : []));

test('each code has a page, and each page a code', () => {
  expect(readdirSync(folder).sort()).toEqual(codes.map((code) => `${code}.md`));
});

test.each(codes)('the page of %s has its title', (code) => {
  expect(pageOf(code).split('\n')[0]).toBe(`# ${code}: ${catalogue[code].title}`);
});

/** Verdicts come from the runtime, compose files are read with theirs: other tests run the examples of those pages. */
const compiled = codes.filter((code) => /^E(0|1|20|4)/.test(code) && examplesOf(code).length > 0);

test.each(compiled)('the wrong example of %s yields it, the right one does not', (code) => {
  const [wrong, right] = examplesOf(code);
  expect([wrong?.kind, right?.kind]).toEqual(['wrong', 'right']);
  expect(yields(wrong!)).toContain(code);
  expect(yields(right!)).not.toContain(code);
  expect(errors(right!)).toEqual([]);
});

test('of the codes of names and claims, each has examples', () => {
  expect(codes.filter((code) => /^E(1|20)/.test(code) && !compiled.includes(code))).toEqual([]);
});

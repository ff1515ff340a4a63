import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { decodeIr, encodeIr } from '../../compiler/ir/ir-json.ts';

const root = join(import.meta.dirname, '../..');
const files = globSync('scenarios/**/*.dnet', { cwd: root }).sort();
const read = (path: string) => {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
};

test.each(files)('%s compiles, and its IR survives JSON', (file) => {
  const { ir, diagnostics } = compile(file, read(file)!, { read });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(
    [],
  );
  expect(decodeIr(file, encodeIr(ir!))).toEqual({ ir, diagnostics: [] });
});

const words = [...new Set(files.flatMap((file) => read(file)!.match(/[^\s]+|\n/g) ?? []))];
const texts = files.map((file) => read(file)!);

/** A text with some of its words replaced, dropped or doubled. */
const mutated = fc
  .record({
    text: fc.constantFrom(...texts),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        words: fc.array(fc.constantFrom(...words), { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ text, edits }) => {
    const parts = text.split(/(?<=\s)|(?=\s)/);
    for (const { at, words: put } of edits) parts.splice(Math.floor(at * parts.length), 1, put.join(' '));
    return parts.join('');
  });

test('whatever the text is, it gives an IR that is well formed, or an error; never an exception', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const { ir, diagnostics } = compile('mutated.dnet', text);
      expect(ir === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      if (ir) expect(decodeIr('ir', encodeIr(ir)).diagnostics).toEqual([]);
      for (const { span } of diagnostics) expect(span.start).toBeLessThanOrEqual(span.end);
    }),
    { numRuns: 300 },
  );
});

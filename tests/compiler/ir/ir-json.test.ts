import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ir } from '../../../compiler/ir/ir.ts';
import { decodeIr, encodeIr } from '../../../compiler/ir/ir-json.ts';
import { irShape } from '../../../compiler/ir/ir-shape.ts';
import { arbitraryOf } from './arbitrary-of-shape.ts';

const anyIr = arbitraryOf(irShape) as fc.Arbitrary<Ir>;
const empty: Ir = { version: 1, file: 'a.dnet', scenarios: [], properties: [] };

test('what is encoded is decoded to the same value', () => {
  fc.assert(
    fc.property(anyIr, (ir) => {
      const { ir: back, diagnostics } = decodeIr('a.json', encodeIr(ir));
      expect(diagnostics).toEqual([]);
      expect(back).toEqual(JSON.parse(JSON.stringify(ir)));
    }),
    { numRuns: 200 },
  );
});

test('any JSON gives an IR or diagnostics, never an exception', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const { ir, diagnostics } = decodeIr('a.json', text);
      expect(ir === undefined).toBe(diagnostics.length > 0);
    }),
  );
});

test.each([
  ['{', 'the IR must be JSON'],
  ['[]', 'the IR must be an object'],
  ['{"version":2}', 'this IR is version 2, but only version 1 is known'],
  [JSON.stringify({ ...empty, file: 3 }), 'malformed IR: file must be a text'],
  [JSON.stringify({ ...empty, more: 1 }), 'malformed IR: more must be nothing'],
  [
    JSON.stringify({ ...empty, scenarios: [{ kind: 'scenario' }] }),
    'malformed IR: scenarios[0].name must be a value',
  ],
])('%s is refused', (text, message) => {
  const { ir, diagnostics } = decodeIr('a.json', text);
  expect(ir).toBeUndefined();
  expect(diagnostics[0]?.message).toBe(message);
});

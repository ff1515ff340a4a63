import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignTabs } from '../../../../runtime/shell/go-template/tabwriter.ts';

test('columns are at least 10 wide and 3 apart, the last text is as it is', () => {
  expect(alignTabs('NETWORK ID\tNAME\tDRIVER\nc8d4\tn1\tbridge\n')).toBe(
    'NETWORK ID   NAME      DRIVER\nc8d4         n1        bridge\n',
  );
});

test('a line without the cell ends its column', () => {
  expect(alignTabs('long-long-long\tx\nalone\na\tb\n')).toBe('long-long-long   x\nalone\na         b\n');
});

test('a tab at the end fills the column', () => {
  expect(alignTabs('A\t\nbbbbbbbbbb\t\n')).toBe('A            \nbbbbbbbbbb   \n');
});

test('a column starts at the same place in neighbouring lines', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '-'), maxLength: 20 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const lines = alignTabs(rows.map((cells) => `${cells.join('\t')}|`).join('\n')).split('\n');
      const starts = lines.map((line, index) => [...line].length - [...(rows[index]?.[1] ?? '')].length);
      expect(new Set(starts).size).toBe(1);
    }),
  );
});

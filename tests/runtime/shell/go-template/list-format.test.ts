import { expect, test } from 'vitest';
import {
  formatList,
  type ListRow,
  type ListSpec,
} from '../../../../runtime/shell/go-template/list-format.ts';

const spec: ListSpec = {
  type: '*formatter.ContainerContext',
  defaultFormat: 'table {{.ID}}\\t{{.Names}}',
  headings: { ID: 'CONTAINER ID', Names: 'NAMES', Image: 'IMAGE' },
};

const rows: readonly ListRow[] = [
  {
    fields: { Names: 'web', ID: 'aaaaaaaaaaaa', Image: 'dnet/probe' },
    methods: { Label: ([key]) => `<${key}>` },
  },
  { fields: { Names: 'a-very-long-name', ID: 'bbbbbbbbbbbb', Image: 'x' }, methods: { Label: () => '' } },
];

function format(text: string): string {
  const formatted = formatList(text, spec, rows);
  return formatted.kind === 'ok' ? formatted.text : `${formatted.stage}: ${formatted.message}`;
}

const table = 'CONTAINER ID   NAMES\naaaaaaaaaaaa   web\nbbbbbbbbbbbb   a-very-long-name\n';

test.each([
  ['', table],
  ['table', table],
  ['table {{.ID}}\\t{{.Names}}', table],
  ['{{.Names}} {{.ID}}', 'web aaaaaaaaaaaa\na-very-long-name bbbbbbbbbbbb\n'],
  ['{{.Names}}\\n{{.Image}}', 'web\ndnet/probe\na-very-long-name\nx\n'],
  [
    'table {{upper .Names}}\\t{{json .Image}}\\t{{truncate .Image 2}}',
    'NAMES              IMAGE          IMAGE\n' +
      'WEB                "dnet/probe"   dn\n' +
      'A-VERY-LONG-NAME   "x"            x\n',
  ],
  [
    'table {{join (split .Names "e") "-"}}\\t{{pad .Image 2 3}}|\\t{{len .Names}}',
    'NAMES                IMAGE   |        5\n' +
      'w-b                  dnet/probe   |   3\n' +
      'a-v-ry-long-nam-     x   |            16\n',
  ],
  [
    'table {{.Label "com.my-key"}}\\t{{.Names}}',
    'my key         NAMES\n<com.my-key>   web\n               a-very-long-name\n',
  ],
  [
    'json',
    '{"ID":"aaaaaaaaaaaa","Image":"dnet/probe","Names":"web"}\n' +
      '{"ID":"bbbbbbbbbbbb","Image":"x","Names":"a-very-long-name"}\n',
  ],
  [
    'table {{.Names}}\\t{{.Foo}}',
    'execute: template: :1:13: executing "" at <.Foo>: can\'t evaluate field Foo in type *formatter.ContainerContext',
  ],
  ['{{foo}}', 'parse: template: :1: function "foo" not defined'],
])('%j', (text, expected) => {
  expect(format(text)).toBe(expected);
});

test('a table without rows is its heading', () => {
  expect(formatList('', spec, [])).toEqual({ kind: 'ok', text: 'CONTAINER ID   NAMES\n' });
});

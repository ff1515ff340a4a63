import { expect, test } from 'vitest';
import { ATTRIBUTES } from '../../../compiler/attributes/attribute-tables.ts';
import { expectMarked } from '../harness.ts';

const CASES: readonly (readonly [string, string])[] = [
  [
    'unknown attributes',
    `
  host laptop { adress 192.168.1.31/24; daemon { bib 172.17.0.1/16 } }
                ^^^^^^ E1001
                                                 ^^^ E1012
  network app { subnett 172.30.0.0/16 }
                ^^^^^^^ E1001
  container web { image nginx; network app { alais store } }
                                             ^^^^^ E1001`,
  ],
  [
    'values of the wrong kind',
    `
  host laptop { address 192.168.1.31; daemon { icc maybe; mtu big } }
                        ^^^^^^^^^^^^ E1002
                                                   ^^^^^ E1002
                                                              ^^^ E1002
  container web { image nginx; ip web; publish http; mac-address 1234 }
                                  ^^^ E1002
                                               ^^^^ E1002
                                                                 ^^^^ E1002
  lan office { subnet 10.1.0.0/16; dns 10.1.0.53 { otherwise nothing } }
                                                             ^^^^^^^ E1002`,
  ],
  [
    'too few and too many values',
    `
  network app { subnet; internal maybe, not; driver bridge, overlay }
                ^^^^^^ E1003
                        ^^^^^^^^^^^^^^^^^^^ E1003
                                             ^^^^^^^^^^^^^^^^^^^^^^ E1003
  container web { image nginx alpine; network app; command }
                  ^^^^^^^^^^^^^^^^^^ E1003
                                                   ^^^^^^^ E1003
            ^^^ E1009
  host laptop { daemon }
                ^^^^^^ E1003`,
  ],
  [
    'blocks of actions',
    `
  host laptop { address 192.168.1.31/24 }
  network app { subnet 172.30.0.0/16 }
  container web { image nginx }
  connect web to app { alais store }
                       ^^^^^ E1001
  recreate web { imge nginx }
                 ^^^^ E1001
  restart daemon of laptop { icc maybe }
                                 ^^^^^ E1002`,
  ],
  [
    'an attribute twice',
    `
  container web { image nginx; image redis; env A=1; env B=2 }
                               ^^^^^^^^^^^ E1004`,
  ],
];

test.each(CASES)('%s', (_name, body) => {
  expectMarked(`scenario "test" {\n${body}\n}`);
});

const ALL = Object.entries(ATTRIBUTES).flatMap(([block, table]) =>
  Object.entries(table).map(([name, attribute]) => [`${block} ${name}`, attribute] as const),
);

test.each(ALL)('%s has a sentence for readers', (_name, { doc }) => expect(doc).toMatch(/^[A-Z].*\.$/));

test('every block that an attribute opens has a table', () => {
  for (const [, { block }] of ALL) if (block) expect(ATTRIBUTES[block]).toBeDefined();
});

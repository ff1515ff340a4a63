import { expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';

const codes = (text: string): readonly string[] =>
  compile('test.dnet', text).diagnostics.map(({ code }) => code);

const UNUSED = 'scenario "one" { network app; container web { image nginx } }\n';
const BROKEN = 'scenario "two" { network app; container web { image nginx; network app really now } }\n';

test('advice waits until a scenario has no errors, and stays for its neighbours', () => {
  expect(codes(UNUSED)).toEqual(['E1017']);
  expect(codes(BROKEN)).toEqual(['E1003']);
  expect(codes(UNUSED + BROKEN)).toEqual(['E1017', 'E1003']);
});

test('a stray word says where the rest belongs', () => {
  const [only] = compile('test.dnet', BROKEN).diagnostics;
  expect(only!.help).toMatch(
    /^what else is to be said stands in a block: `network ... { ... }` with `alias`, `ip`/,
  );
});

test('an unknown name lists what there is, and the daemon is no container', () => {
  const helps = (text: string) => compile('test.dnet', text).diagnostics.map(({ help }) => help);
  expect(helps('scenario "s" { container web { image nginx }; stop frontdoor }')).toEqual(['there is `web`']);
  expect(helps('scenario "s" { container web { image nginx }; restart dockerd }')).toEqual([
    'the engine of a host is its daemon: `restart daemon of HOST`',
  ]);
});

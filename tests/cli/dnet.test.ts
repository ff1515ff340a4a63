import { expect, test } from 'vitest';
import { expectGolden, workshop } from './run-dnet.ts';

const SHOP = `scenario "the shop" {
  network front
  network back
  container proxy { image nginx; network front }
  container api { image nginx; network front, back }
  container db { image redis; network back }

  expect api reaches db:6379 by name
  expect proxy cannot reach db because isolated
}
`;
const WRONG = SHOP.replace('expect proxy cannot reach db because isolated', 'expect proxy reaches db:6379');
const BROKEN = 'scenario "half" {\n  contaner web { image nginx }\n';
const MATRIX = `scenario "the table" {
  network app
  container web { image nginx; network app }
  container db { image redis; network app }

  expect matrix 6379/tcp {
         web      db
    web  -        refused
    db   refused  -
  }
}
`;

const { dnet, read, write } = workshop({
  'good/shop.dnet': SHOP,
  'wrong/shop.dnet': WRONG,
  'broken/half.dnet': BROKEN,
  'none/notes.txt': 'nothing here',
  'table.dnet': MATRIX,
});

test.each([
  ['everything holds', ['test', 'good'], 0],
  ['a claim does not hold', ['test', 'wrong'], 1],
  ['a file cannot be read', ['test', 'broken'], 2],
  ['there is no such file', ['test', 'nowhere.dnet'], 2],
  ['there is no scenario', ['test', 'none'], 2],
  ['no scenario has that name', ['test', 'good', '--grep', 'nothing'], 2],
  ['the pattern is none', ['test', '--grep', '('], 2],
  ['the engine is unknown', ['test', 'good', '--engine-version', '1.6'], 2],
  ['the verb is unknown', ['tset'], 2],
  ['an option is unknown', ['test', '--fast'], 2],
  ['the files are sound', ['check', 'good', 'wrong'], 0],
  ['a file has errors', ['check', 'broken'], 2],
  ['a code is explained', ['explain', 'E2104'], 0],
  ['a code is unknown', ['explain', 'E9999'], 2],
  ['help is asked for', ['--help'], 0],
  ['the version is asked for', ['--version'], 0],
  ['a packet arrives', ['trace', 'good/shop.dnet', 'api', 'db:6379', '--by-name'], 0],
  ['a packet is lost', ['trace', 'good/shop.dnet', 'proxy', 'db:6379'], 1],
  ['nobody of that name asks', ['trace', 'good/shop.dnet', 'nobody', 'db:6379'], 2],
] as const)('exit code where %s', (_, args, code) => {
  const ran = dnet(args);
  expect(ran.code, ran.stdout + ran.stderr).toBe(code);
  expect(ran.stderr).not.toMatch(/\n {4}at /);
});

test.each([
  ['test-good.txt', ['test', 'good']],
  ['test-wrong.txt', ['test', 'wrong']],
  ['check-broken.txt', ['check', 'broken']],
  ['trace-lost.txt', ['trace', 'good/shop.dnet', 'proxy', 'db:6379']],
  ['github.txt', ['test', 'wrong', '--reporter', 'github']],
  ['help.txt', ['--help']],
] as const)('output: %s', (name, args) => expectGolden(name, dnet(args).stdout));

test('no colours in a pipe, and none with NO_COLOR', () => {
  expect(dnet(['test', 'wrong']).stdout).not.toContain('\u001B[');
  expect(dnet(['test', 'wrong'], { FORCE_COLOR: '1' }).stdout).toContain('\u001B[');
});

test('reports for programs are whole', () => {
  expect(JSON.parse(dnet(['test', 'wrong', '--reporter', 'json']).stdout)).toMatchObject({ version: 1 });
  expect(dnet(['test', 'wrong', '--reporter', 'junit']).stdout).toMatch(/<\/testsuites>\n$/);
  const trace = JSON.parse(dnet(['trace', 'good/shop.dnet', 'api', 'db:6379', '--json']).stdout);
  expect(trace.questions[0].trace.length).toBeGreaterThan(5);
  expect(JSON.parse(dnet(['check', 'good', '--emit', 'ir']).stdout)).toMatchObject({ version: 1 });
});

test('the first failing claim stops a run with --bail', () => {
  const twice = `${WRONG}\n${WRONG.replace('"the shop"', '"the other shop"')}`;
  write('twice.dnet', twice);
  expect(dnet(['test', 'twice.dnet']).stdout).toContain('the other shop');
  expect(dnet(['test', 'twice.dnet', '--bail']).stdout).not.toContain('the other shop');
});

test('--update writes what happens into a matrix, and then it holds', () => {
  expect(dnet(['test', 'table.dnet']).code).toBe(1);
  expect(dnet(['test', 'table.dnet', '--update']).stdout).toContain('table.dnet: 1 cell updated');
  expect(read('table.dnet')).toBe(MATRIX.replace('-        refused', '-        open'));
  expect(dnet(['test', 'table.dnet']).code).toBe(0);
});

test('engines side by side: only claims that differ are told', () => {
  const ran = dnet(['test', 'good', '--engine-version', '20.10,26.1']);
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('on 20.10');
  expect(ran.stdout).not.toContain('Different from engine to engine');
});

test('a fault of dnet itself is one line', () => {
  write('deep.dnet', `scenario "deep" {\n${'step "x" {\n'.repeat(40)}${'}\n'.repeat(40)}}`);
  const ran = dnet(['test', 'deep.dnet']);
  expect(ran.stderr.split('\n').length).toBeLessThan(3);
});

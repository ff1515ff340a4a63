import { expect, test } from 'vitest';
import { parseDotenv } from '../../../compiler/compose/dotenv.ts';
import { dockerCompose } from '../../../compiler/compose/front-end.ts';
import { readMemory } from './read.ts';

const OUTER: { [name: string]: string } = { HOME: '/root', SHARED: 'outer' };
const parse = (text: string) => parseDotenv(text, (name) => OUTER[name], dockerCompose.interpolation);

// compose-go dotenv/parser.go and godotenv_test.go
test.each([
  ['A=1', { A: '1' }],
  ['A = 1', { A: '1' }],
  ['A: 1', { A: '1' }],
  ['export A=1', { A: '1' }],
  ['A=', { A: '' }],
  ['A=""', { A: '' }],
  ['A=b=c', { A: 'b=c' }],
  ['A=b # note', { A: 'b' }],
  ['A=b#c', { A: 'b#c' }],
  ['A="b # c" # note', { A: 'b # c' }],
  ["A='b # c'", { A: 'b # c' }],
  ['A="two\nlines"\nB=1', { A: 'two\nlines', B: '1' }],
  ['A="a\\nb"', { A: 'a\nb' }],
  ["A='a\\nb'", { A: 'a\\nb' }],
  ['A=a\\nb', { A: 'a\\nb' }],
  ['A="say \\"hi\\""', { A: 'say "hi"' }],
  ["A='it\\'s'", { A: "it's" }],
  ['A="\\$HOME"', { A: '$HOME' }],
  ['A=$HOME/x', { A: '/root/x' }],
  ["A='$HOME'", { A: '$HOME' }],
  [`A=\${B:-d}`, { A: 'd' }],
  ['A=1\nB=$A$A', { A: '1', B: '11' }],
  ['SHARED=mine\nB=$SHARED', { SHARED: 'mine', B: 'outer' }],
  ['# a\n\n  # b\nA=1\n', { A: '1' }],
  ['HOME\nNONE\nA=1', { HOME: '/root', A: '1' }],
  ['A=1\nA=2', { A: '2' }],
  ['1A=x\nB=y', { B: 'y' }],
  ['\uFEFFA=1', { A: '1' }],
  ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
  ['a.b-c=1', { 'a.b-c': '1' }],
])('%j', (text, variables) => {
  const read = parse(text);
  expect([Object.fromEntries(read.variables), read.problem]).toEqual([variables, undefined]);
});

test.each([
  ['A="x', 'unterminated quoted value "x'],
  ['A%B=1', 'unexpected character "%" in a variable\'s name'],
  ['two words=1', "a variable's name cannot contain a space"],
])('%j is refused', (text, message) =>
  expect(parse(`OK=1\n${text}`).problem).toMatchObject({ start: 5, message }),
);

const PRINT = 'services: {web: {image: "$A-$B"}}';

test.each([
  ['.env of the project fills in', { '.env': 'A=a\nB=b' }, {}, 'a-b'],
  ['the program wins over .env', { '.env': 'A=a\nB=b' }, { environment: { A: 'x' } }, 'x-b'],
  [
    'given files replace .env',
    { '.env': 'A=a\nB=b', one: 'A=1\nB=1', two: 'B=2' },
    { envFiles: ['one', 'two'] },
    '1-2',
  ],
  ['an empty value of the program counts', { '.env': 'A=a\nB=b' }, { environment: { A: '' } }, '-b'],
])('%s', (_, files, options, image) => {
  const { project, codes } = readMemory({ 'compose.yaml': PRINT, ...files }, options);
  expect([project!.services[0]!.image!.value, codes]).toEqual([image, []]);
});

test('COMPOSE_DISABLE_ENV_FILE leaves .env alone', () => {
  const files = { 'compose.yaml': PRINT, '.env': 'A=a\nB=b' };
  const { codes } = readMemory(files, { environment: { COMPOSE_DISABLE_ENV_FILE: '1' } });
  expect(codes).toEqual(['E3011', 'E3011']);
});

test('env_file fills the environment, and environment wins', () => {
  const files = {
    'compose.yaml': `services:
  web:
    image: nginx
    env_file: [a.env, { path: none.env, required: false }]
    environment: [C=own, GIVEN, NOWHERE]
`,
    'a.env': 'A=1\nC=file',
  };
  const { project, codes } = readMemory(files, { environment: { GIVEN: 'here' } });
  expect(codes).toEqual([]);
  expect(project!.services[0]!.environment.map(({ key, value }) => [key, value])).toEqual([
    ['A', '1'],
    ['C', 'own'],
    ['GIVEN', 'here'],
    ['NOWHERE', null],
  ]);
});

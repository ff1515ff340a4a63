import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boolFlag,
  isGiven,
  listFlag,
  mapFlag,
  numberFlag,
  stringFlag,
} from '../../../../runtime/shell/pflag/flag-values.ts';
import { parseArgs } from '../../../../runtime/shell/pflag/parse-args.ts';
import type { ArgumentsRule, CommandSpec } from '../../../../runtime/shell/pflag/spec.ts';

const spec: CommandSpec = {
  path: 'docker demo',
  usage: 'docker demo [OPTIONS] NAME',
  short: 'Show a demo',
  args: { kind: 'any' },
  flags: [
    { name: 'all', shorthand: 'a', type: 'bool', usage: 'Everything' },
    { name: 'ipv4', type: 'bool', default: 'true', usage: 'Addresses' },
    { name: 'driver', shorthand: 'd', type: 'string', default: 'bridge', usage: 'Who does it' },
    { name: 'last', shorthand: 'n', type: 'int', default: '-1', usage: 'How many' },
    { name: 'weight', type: 'uint16', usage: 'How heavy' },
    { name: 'ratio', type: 'float', usage: 'How much' },
    { name: 'wait', type: 'duration', default: '5s', usage: 'How long' },
    { name: 'subnet', type: 'strings', usage: 'Which subnets' },
    { name: 'publish', shorthand: 'p', type: 'list', usage: 'Which ports' },
    { name: 'opt', shorthand: 'o', type: 'map', usage: 'Options' },
    { name: 'time', type: 'int', usage: 'Old', deprecated: 'use --wait instead' },
    {
      name: 'dns',
      type: 'list',
      usage: 'Servers',
      validate: (value) => (/^[0-9.]+$/.test(value) ? undefined : `not an address: ${value}`),
    },
  ],
};

function parse(words: string, changes: Partial<CommandSpec> = {}) {
  return parseArgs({ ...spec, ...changes }, words === '' ? [] : words.split(' '));
}

function accepted(words: string, changes: Partial<CommandSpec> = {}) {
  const parsed = parse(words, changes);
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed));
  return parsed;
}

test('defaults stand until a flag is given', () => {
  const { flags } = accepted('');
  expect([stringFlag(flags, 'driver'), numberFlag(flags, 'last'), boolFlag(flags, 'ipv4')]).toEqual([
    'bridge',
    -1,
    true,
  ]);
  expect([numberFlag(flags, 'wait'), listFlag(flags, 'subnet'), isGiven(flags, 'driver')]).toEqual([
    5e9,
    [],
    false,
  ]);
});

test.each(['--driver x', '--driver=x', '-d x', '-dx', '-d=x', '-adx', '-ad x', '-ad=x'])('%s', (words) => {
  expect(stringFlag(accepted(words).flags, 'driver')).toBe('x');
});

test('repeated flags add up, the last plain one wins', () => {
  const { flags } = accepted('--subnet a,b --subnet c -p 1,2 -p 3 -o a=1 -o b -o a=2=3 -d x -d y');
  expect(listFlag(flags, 'subnet')).toEqual(['a', 'b', 'c']);
  expect(listFlag(flags, 'publish')).toEqual(['1,2', '3']);
  expect([...mapFlag(flags, 'opt')]).toEqual([
    ['a', '2=3'],
    ['b', ''],
  ]);
  expect(stringFlag(flags, 'driver')).toBe('y');
});

test('numbers are read as Go reads them', () => {
  const { flags } = accepted('-n 0x10 --weight 017 --ratio 1e-1 --wait 1h2m3.5s');
  expect(['last', 'weight', 'ratio', 'wait'].map((name) => numberFlag(flags, name))).toEqual([
    16, 15, 0.1, 3_723_500_000_000,
  ]);
});

test('flags may stand behind arguments, unless the command takes them for its own', () => {
  expect(accepted('x -a y').args).toEqual(['x', 'y']);
  expect(accepted('-a x -z -- y', { interspersed: false }).args).toEqual(['x', '-z', '--', 'y']);
  expect(accepted('x -- -a -').args).toEqual(['x', '-a', '-']);
  expect(boolFlag(accepted('-a=false').flags, 'all')).toBe(false);
});

test.each([
  ['--foo', 'unknown flag: --foo'],
  ['-z', "unknown shorthand flag: 'z' in -z"],
  ['-azx', "unknown shorthand flag: 'z' in -zx"],
  ['--driver', 'flag needs an argument: --driver'],
  ['-ad', "flag needs an argument: 'd' in -d"],
  ['--=x', 'bad flag syntax: --=x'],
  ['---x', 'bad flag syntax: ---x'],
  ['-n x', 'invalid argument "x" for "-n, --last" flag: strconv.ParseInt: parsing "x": invalid syntax'],
  ['-n=', 'invalid argument "=" for "-n, --last" flag: strconv.ParseInt: parsing "=": invalid syntax'],
  ['-n 08', 'invalid argument "08" for "-n, --last" flag: strconv.ParseInt: parsing "08": invalid syntax'],
  [
    '--weight 65536',
    'invalid argument "65536" for "--weight" flag: strconv.ParseUint: parsing "65536": value out of range',
  ],
  [
    '--weight -1',
    'invalid argument "-1" for "--weight" flag: strconv.ParseUint: parsing "-1": invalid syntax',
  ],
  ['--all=x', 'invalid argument "x" for "-a, --all" flag: strconv.ParseBool: parsing "x": invalid syntax'],
  ['--wait 5', 'invalid argument "5" for "--wait" flag: time: missing unit in duration "5"'],
  ['--wait 5x', 'invalid argument "5x" for "--wait" flag: time: unknown unit "x" in duration "5x"'],
  ['--dns banana', 'invalid argument "banana" for "--dns" flag: not an address: banana'],
  [
    '--subnet a"b',
    'invalid argument "a\\"b" for "--subnet" flag: parse error on line 1, column 2: bare " in non-quoted-field',
  ],
])('%s is refused with rc 125', (words, message) => {
  const stderr = `${message}\n\nUsage:  docker demo [OPTIONS] NAME\n\nRun 'docker demo --help' for more information\n`;
  expect(parse(words)).toEqual({ kind: 'error', rc: 125, stderr });
});

test.each<[ArgumentsRule, string, string]>([
  [{ kind: 'exact', count: 0 }, 'x', 'accepts no arguments|Run'],
  [{ kind: 'exact', count: 1 }, '', 'requires 1 argument|Run'],
  [{ kind: 'exact', count: 2 }, 'x', 'requires 2 arguments|Run'],
  [{ kind: 'min', count: 1 }, '', 'requires at least 1 argument|See'],
  [{ kind: 'max', count: 1 }, 'x y', 'requires at most 1 argument|SRun'],
  [{ kind: 'range', min: 1, max: 2 }, '', 'requires at least 1 and at most 2 arguments|Run'],
])('%j refuses "%s" with rc 1', (args, words, expected) => {
  const [problem, hint] = expected.split('|');
  const stderr =
    `docker: 'docker demo' ${problem}\n\nUsage:  docker demo [OPTIONS] NAME\n\n` +
    `${hint} 'docker demo --help' for more information\n`;
  expect(parse(words, { args })).toEqual({ kind: 'error', rc: 1, stderr });
});

test('help wins over missing arguments, a bad flag over help', () => {
  expect(parse('--help', { args: { kind: 'exact', count: 1 } }).kind).toBe('help');
  expect(parse('--help --foo')).toMatchObject({ kind: 'error', rc: 125 });
  expect(parse('-h')).toMatchObject({
    stdout: expect.stringMatching(/^Flag shorthand -h has been deprecated/),
  });
});

test('a deprecated flag works and says so', () => {
  const { flags, notices } = accepted('--time 3');
  expect([numberFlag(flags, 'time'), notices]).toEqual([
    3,
    'Flag --time has been deprecated, use --wait instead\n',
  ]);
});

test('behind -- every word is an argument', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(parseArgs(spec, ['--', ...words])).toMatchObject({ kind: 'ok', args: words });
    }),
  );
});

test('any words are accepted or refused in the documented ways', () => {
  const word = fc.string({ unit: fc.constantFrom(...'-=adnpz1"', 'all', 'opt', 'wait') });
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const parsed = parseArgs(spec, words);
      if (parsed.kind === 'error') expect([1, 125]).toContain(parsed.rc);
    }),
  );
});

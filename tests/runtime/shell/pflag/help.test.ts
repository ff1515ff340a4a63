import { expect, test } from 'vitest';
import { unknownCommand } from '../../../../runtime/shell/pflag/complaints.ts';
import { renderGroupHelp, renderHelp } from '../../../../runtime/shell/pflag/help.ts';

test('options are sorted, aligned and wrapped at 79 columns', () => {
  const help = renderHelp({
    path: 'docker demo',
    usage: 'docker demo [OPTIONS]',
    short: 'Show a demo',
    aliases: ['docker demo', 'docker show'],
    args: { kind: 'any' },
    flags: [
      { name: 'opt', shorthand: 'o', type: 'map', usage: 'One option' },
      { name: 'driver', shorthand: 'd', type: 'string', default: 'bridge', usage: 'Who does it' },
      {
        name: 'filter',
        type: 'list',
        typeName: 'filter',
        usage: 'aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj',
      },
      { name: 'last', type: 'int', default: '-1', usage: 'one:\ntwo' },
      { name: 'secret', type: 'bool', usage: 'Not shown', hidden: true },
      { name: 'quiet', type: 'bool', default: 'false', usage: 'No words' },
    ],
  });
  expect(help).toBe(
    [
      'Usage:  docker demo [OPTIONS]',
      '',
      'Show a demo',
      '',
      'Aliases:',
      '  docker demo, docker show',
      '',
      'Options:',
      '  -d, --driver string   Who does it (default "bridge")',
      '      --filter filter   aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj',
      '      --last int        one:',
      '                        two (default -1)',
      '  -o, --opt map         One option (default map[])',
      '      --quiet           No words',
      '',
    ].join('\n'),
  );
});

test('a long usage breaks at a blank', () => {
  const usage = 'word '.repeat(20).trim();
  const flags = [{ name: 'x', type: 'bool', usage }] as const;
  const help = renderHelp({ path: 'p', usage: 'p', short: 's', args: { kind: 'any' }, flags });
  const lines = help.split('\n').slice(5, -1);
  expect(lines).toHaveLength(2);
  expect(lines.every((line) => line.length <= 79)).toBe(true);
  expect(lines.join(' ').match(/word/g)).toHaveLength(20);
});

test('a group lists its commands', () => {
  const commands = [
    { name: 'ls', short: 'List' },
    { name: 'create', short: 'Create' },
  ];
  expect(renderGroupHelp({ path: 'docker network', short: 'Networks', commands })).toBe(
    'Usage:  docker network COMMAND\n\nNetworks\n\nCommands:\n  create      Create\n  ls          List\n\n' +
      "Run 'docker network COMMAND --help' for more information on a command.\n",
  );
});

test('an unknown command is named with its path', () => {
  expect(unknownCommand('docker', 'bogus')).toBe(
    "docker: unknown command: docker bogus\n\nRun 'docker --help' for more information\n",
  );
  expect(unknownCommand('docker network', 'bogus')).toContain('\n\nUsage:  docker network\n\n');
});

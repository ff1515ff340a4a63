import type { Command } from '@commander-js/extra-typings';
import { allowReadOption } from '../allow-read-option.ts';

/** `dnet shell` */
export function addShell(program: Command): void {
  program
    .command('shell')
    .description('type docker, ip, iptables, ping ... on the hosts and in the containers of a scenario')
    .argument('<file>', 'a scenario file; its story has happened when the prompt comes')
    .option('-s, --scenario <name>', 'which scenario of the file; needed when it has several')
    .option('--at <step>', 'after which step; at the end of the story without it')
    .addOption(allowReadOption())
    .option('--engine-version <version>', "the engine, instead of the scenario's own: 20.10")
    .option('--json', 'one JSON question a line on standard input, one answer a line on standard output')
    .addHelpText(
      'after',
      `
Examples:
  dnet shell shop.dnet
  echo 'docker network ls' | dnet shell shop.dnet
  dnet shell shop.dnet --at "the port is published" --engine-version 20.10`,
    )
    .action(async (file, options) => {
      const { openShell } = await import('../open-shell.ts');
      process.exitCode = await openShell(file, options);
    });
}

import type { Command } from '@commander-js/extra-typings';
import { addEngineOptions } from '../engine-options.ts';

/** `dnet compare` */
export function addCompare(program: Command): void {
  const command = program
    .command('compare')
    .description('play scenarios in the simulator and on a real engine, and show where the two differ')
    .argument('<files...>', 'files, or folders to search for *.dnet')
    .option('--json', 'everything, for programs')
    .option('-v, --verbose', 'every claim and the whole table, alike or not')
    .addHelpText(
      'after',
      `
Examples:
  dnet compare shop.dnet
  dnet compare shop.dnet --host unix:///run/lab/docker.sock --dedicated`,
    );
  const engineOptions = addEngineOptions(command);
  command.action(async (files, options) => {
    const { compareFiles } = await import('../compare-files.ts');
    process.exitCode = await compareFiles(files, { ...options, ...engineOptions() });
  });
}

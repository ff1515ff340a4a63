import type { Command } from '@commander-js/extra-typings';
import { addComposeOptions } from '../compose-options.ts';

/** `dnet init` */
export function addInit(program: Command): void {
  const command = program
    .command('init')
    .description('write a scenario that says what reaches what in a compose project today, ready to edit')
    .argument('[files...]', 'compose files, each laid over those before it, or a folder', ['.'])
    .option('-o, --output <file>', 'where it is written; beside the first file, with its name, without this')
    .option('--force', 'write over a file that is there')
    .option('--stdout', 'print it instead')
    .addHelpText(
      'after',
      `
Examples:
  dnet init compose.yaml && dnet test compose.dnet
  dnet init . --stdout`,
    );
  const composeOptions = addComposeOptions(command);
  command.action(async (files, options) => {
    const { writeSpec } = await import('../write-spec.ts');
    process.exitCode = writeSpec(files, options, composeOptions());
  });
}

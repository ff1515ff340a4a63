import { type Command, Option } from '@commander-js/extra-typings';
import { addComposeOptions } from '../compose-options.ts';

/** `dnet matrix` */
export function addMatrix(program: Command): void {
  const command = program
    .command('matrix')
    .description('who reaches whom on which port in a compose project, and why not')
    .argument('[files...]', 'compose files, each laid over those before it, or a folder', ['.'])
    .addOption(
      new Option('-f, --format <format>', 'how it is printed')
        .choices(['text', 'markdown', 'json', 'csv'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Examples:
  dnet matrix compose.yaml
  dnet matrix compose.yaml compose.prod.yaml --format csv
  dnet matrix . --engine-version 20.10`,
    );
  const composeOptions = addComposeOptions(command);
  command.action(async (files, { format }) => {
    const { printMatrix } = await import('../print-matrix.ts');
    process.exitCode = printMatrix(files, format, composeOptions());
  });
}

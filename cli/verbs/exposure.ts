import { type Command, Option } from '@commander-js/extra-typings';
import { addComposeOptions } from '../compose-options.ts';

/** `dnet exposure` */
export function addExposure(program: Command): void {
  const command = program
    .command('exposure')
    .description(
      'what the LAN, the internet and the host itself reach of a compose project, and by which rule',
    )
    .argument('[files...]', 'compose files, each laid over those before it, or a folder', ['.'])
    .addOption(
      new Option('-f, --format <format>', 'how it is printed').choices(['text', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      `
Examples:
  dnet exposure compose.yaml
  dnet exposure . --format json`,
    );
  const composeOptions = addComposeOptions(command);
  command.action(async (files, { format }) => {
    const { printExposure } = await import('../print-matrix.ts');
    process.exitCode = printExposure(files, format, composeOptions());
  });
}

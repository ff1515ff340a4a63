import { type Command, Option } from '@commander-js/extra-typings';
import { addComposeOptions } from '../compose-options.ts';

/** `dnet graph` */
export function addGraph(program: Command): void {
  const command = program
    .command('graph')
    .description('a picture of a compose project: networks, services, published ports, who gets out')
    .argument('[files...]', 'compose files, each laid over those before it, or a folder', ['.'])
    .addOption(
      new Option('-f, --format <format>', 'how it is drawn')
        .choices(['svg', 'mermaid', 'dot'])
        .default('svg'),
    )
    .option('-o, --output <file>', 'where it is written, instead of stdout')
    .addHelpText(
      'after',
      `
Examples:
  dnet graph compose.yaml -o networks.svg
  dnet graph . --format mermaid`,
    );
  const composeOptions = addComposeOptions(command);
  command.action(async (files, { format, output }) => {
    const { printGraph } = await import('../print-graph.ts');
    process.exitCode = printGraph(files, format, output, composeOptions());
  });
}

import { type Command, Option } from '@commander-js/extra-typings';
import { addComposeOptions } from '../compose-options.ts';

/** `dnet diff` */
export function addDiff(program: Command): void {
  const command = program
    .command('diff')
    .description('what reach is gained and lost between two versions of a compose project')
    .argument('<old>', 'a compose file, or a folder with one')
    .argument('<new>', 'the other version')
    .addOption(
      new Option('-f, --format <format>', 'how it is printed').choices(['text', 'json']).default('text'),
    )
    .option('--exit-code', 'fail when anything is gained or lost')
    .addHelpText(
      'after',
      `
Examples:
  dnet diff compose.yaml compose.new.yaml
  git show HEAD:compose.yaml > old.yaml && dnet diff old.yaml compose.yaml --exit-code`,
    );
  const composeOptions = addComposeOptions(command);
  command.action(async (before, after, { format, exitCode }) => {
    const { printDiff } = await import('../print-matrix.ts');
    process.exitCode = printDiff(before, after, format, exitCode ?? false, composeOptions());
  });
}

import type { Command } from '@commander-js/extra-typings';

/** `dnet mutate` */
export function addMutate(program: Command): void {
  program
    .command('mutate')
    .description('change one thing at a time in a scenario, and show which claims notice')
    .argument('<file>', 'a scenario file')
    .option('-s, --scenario <name>', 'only this scenario of the file')
    .option('--engine-version <version>', "the engine, instead of the scenario's own: 20.10")
    .option('--fail-on-survivors', 'exit with 1 when no claim notices a change')
    .option('--json', 'everything, for programs')
    .addHelpText(
      'after',
      `
Examples:
  dnet mutate shop.dnet
  dnet mutate shop.dnet --fail-on-survivors   in continuous integration`,
    )
    .action(async (file, options) => {
      const { mutateFile } = await import('../mutate-file.ts');
      process.exitCode = await mutateFile(file, options);
    });
}

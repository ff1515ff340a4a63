import type { Command } from '@commander-js/extra-typings';

/** `dnet fmt` */
export function addFmt(program: Command): void {
  program
    .command('fmt')
    .description('print scenarios the way everybody does')
    .argument('[paths...]', 'files, or folders to search for *.dnet', ['.'])
    .option('--check', 'change nothing, and fail if something would change')
    .addHelpText(
      'after',
      `
Examples:
  dnet fmt scenarios
  dnet fmt --check                   in a hook or in continuous integration`,
    )
    .action(async (paths, options) => {
      const { formatFiles } = await import('../format-files.ts');
      process.exitCode = formatFiles(paths, options.check === true);
    });
}

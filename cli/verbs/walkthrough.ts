import { type Command, Option } from '@commander-js/extra-typings';

/** `dnet walkthrough` */
export function addWalkthrough(program: Command): void {
  program
    .command('walkthrough')
    .description('a tutorial made from scenarios: every output and every answer in it is computed')
    .argument(
      '[paths...]',
      'files, or folders to search for *.dnet; a README.md in a folder puts them in order',
      ['.'],
    )
    .requiredOption('-o, --out <dir>', 'where the pages are written')
    .addOption(
      new Option('-f, --format <format>', 'what the pages are')
        .choices(['md', 'html'])
        .default('md' as const),
    )
    .option('--check', 'writes nothing, and fails when a page differs from what the scenarios say now')
    .option('--serve', 'shows the pages on http://127.0.0.1, until Ctrl-C')
    .option('--port <number>', 'where --serve listens; 0 takes a free port', Number, 8000)
    .option('--watch', 'makes the pages anew when a scenario changes; with --serve they reload')
    .addHelpText(
      'after',
      `
Examples:
  dnet walkthrough scenarios --out docs/tutorial
  dnet walkthrough scenarios --out docs/tutorial --check
  dnet walkthrough shop.dnet --out site --format html --serve --watch`,
    )
    .action(async (paths, options) => {
      const { writeWalkthrough } = await import('../write-walkthrough.ts');
      process.exitCode = await writeWalkthrough(paths, options);
    });
}

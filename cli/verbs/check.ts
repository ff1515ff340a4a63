import { type Command, Option } from '@commander-js/extra-typings';
import { allowReadOption } from '../allow-read-option.ts';

/** `dnet check` */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description('look for errors in scenarios without playing them')
    .argument('[paths...]', 'files, or folders to search for *.dnet', ['.'])
    .addOption(new Option('--emit <what>', 'print what the files mean, as JSON').choices(['ir'] as const))
    .addOption(allowReadOption())
    .addHelpText(
      'after',
      `
Examples:
  dnet check scenarios
  dnet check shop.dnet --emit ir > shop.json`,
    )
    .action(async (paths, options) => {
      const { checkFiles } = await import('../check-files.ts');
      process.exitCode = checkFiles(paths, options.emit === 'ir', options.allowRead);
    });
}

import type { Command } from '@commander-js/extra-typings';

/** `dnet explain` */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('tell what the code of a diagnostic means')
    .argument('<code>', 'as printed: E2104')
    .addHelpText('after', '\nExample:\n  dnet explain E2104')
    .action(async (code) => {
      const { explainCode } = await import('../explain-code.ts');
      explainCode(code);
    });
}

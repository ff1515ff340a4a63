import { Argument, type Command } from '@commander-js/extra-typings';
import { print } from '../output.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** `dnet completion` */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a script that completes commands and options in a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  source <(dnet completion bash)
  dnet completion zsh > "\${fpath[1]}/_dnet"
  dnet completion fish > ~/.config/fish/completions/dnet.fish`,
    )
    .action(async (shell) => {
      const { completionScript } = await import('../completion-script.ts');
      print(completionScript(shell, program).trimEnd());
    });
}

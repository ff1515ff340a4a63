import type { Command } from '../command.ts';
import { fail, succeed } from '../language/command-result.ts';

/** `env`: prints the variables, or runs a command with some added (`env A=b cmd`) or with none kept (`-i`). */
export const env: Command = (args, terminal, stdin) => {
  let variables = { ...terminal.variables };
  let i = 0;
  for (; i < args.length; i++) {
    const word = args[i]!;
    if (word === '-i') variables = {};
    else if (/^[A-Za-z_]\w*=/.test(word))
      variables[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
    else break;
  }
  const argv = args.slice(i);
  if (argv.length === 0)
    return succeed(
      Object.entries(variables)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
  return (
    terminal.run(argv, { ...terminal, variables }, stdin) ??
    fail(127, `env: ‘${argv[0]}’: No such file or directory\n`)
  );
};

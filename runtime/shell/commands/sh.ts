import type { Command } from '../command.ts';
import { fail } from '../language/command-result.ts';
import { runScript } from '../language/run-script.ts';

/** `sh -c SCRIPT [NAME ARGS...]`, or a script on standard input: what `docker exec web sh -c ...` starts. */
const shellOf =
  (name: string): Command =>
  (args, terminal, stdin) => {
    const [option = '', script, ...rest] = args;
    const given = /^-[elx]*c$/.test(option);
    if (given && script === undefined) return fail(2, `${name}: -c requires an argument\n`);
    if (!given && option !== '' && !/^-[elis]+$/.test(option))
      return fail(2, `${name}: 0: can't open '${option}': No such file or directory\n`);
    return runScript(
      given ? script! : stdin,
      {
        dialect: terminal.tools === 'busybox' ? 'ash' : 'bash',
        vars: terminal.variables,
        args: rest.length > 0 ? rest : [name],
        exec: (words, input, variables) => terminal.run(words, { ...terminal, variables }, input),
        readFile: terminal.readFile,
        writeFile: terminal.writeFile,
      },
      given ? stdin : '',
    );
  };

export const sh = shellOf('sh');
export const bash = shellOf('bash');

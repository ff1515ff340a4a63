import { findNetns } from '../../kernel/namespaces.ts';
import type { Command } from '../command.ts';
import { fail } from '../language/command-result.ts';
import { runScript } from '../language/run-script.ts';
import { inNamespace } from '../terminal.ts';

/** `nsenter --net=/run/docker/netns/NAME command`: a machine's own tools in another namespace of it. */
export const nsenter: Command = (args, terminal, stdin) => {
  const option = args.findIndex((arg) => arg.startsWith('--net=') || arg.startsWith('-n'));
  const path = option < 0 ? undefined : args[option]!.replace(/^(--net|-n)=?/, '');
  const argv = args.filter((_, i) => i !== option).filter((arg) => arg !== '--');
  if (path === undefined || path === '')
    return fail(
      1,
      'nsenter: dnet enters a namespace by its file: nsenter --net=/run/docker/netns/NAME COMMAND\n',
    );
  const netns = findNetns(terminal.world.kernel, terminal.machine, path.split('/').at(-1)!);
  if (netns === undefined) return fail(1, `nsenter: cannot open ${path}: No such file or directory\n`);
  const inside = inNamespace(terminal, netns.id);
  const [program, flag, script] = argv;
  if (program === 'sh' && flag === '-c' && script !== undefined)
    return runScript(
      script,
      {
        dialect: 'bash',
        vars: inside.variables,
        exec: (words, input, variables) => inside.run(words, { ...inside, variables }, input),
        readFile: inside.readFile,
        writeFile: inside.writeFile,
      },
      stdin,
    );
  return (
    inside.run(argv, inside, stdin) ??
    fail(127, `nsenter: failed to execute ${program ?? ''}: No such file or directory\n`)
  );
};

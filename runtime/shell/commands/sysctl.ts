import { getSysctl } from '../../kernel/sysctl-values.ts';
import { setSysctl } from '../../kernel/sysctls.ts';
import type { Command } from '../command.ts';
import type { CommandResult } from '../language/command-result.ts';

const path = (key: string): string => `/proc/sys/${key.replaceAll('.', '/')}`;

/** `sysctl KEY...`, `sysctl -w KEY=VALUE`, `-n` for the bare value. */
export const sysctl: Command = (args, terminal): CommandResult => {
  const bare = args.includes('-n');
  const kernel = terminal.world.kernel;
  let [stdout, stderr, rc] = ['', '', 0];
  for (const word of args.filter((arg) => !arg.startsWith('-'))) {
    const [key, value] = [
      word.split('=')[0]!.replaceAll('/', '.'),
      word.includes('=') ? word.slice(word.indexOf('=') + 1) : undefined,
    ];
    if (getSysctl(kernel, terminal.netns, key) === undefined) {
      stderr += `sysctl: cannot stat ${path(key)}: No such file or directory\n`;
      rc = 1;
      continue;
    }
    if (value !== undefined) setSysctl(kernel, terminal.netns, key, value);
    const now = getSysctl(kernel, terminal.netns, key)!;
    stdout += bare ? `${now}\n` : `${key} = ${now}\n`;
  }
  return { stdout, stderr, rc };
};

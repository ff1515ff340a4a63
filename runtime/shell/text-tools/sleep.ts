import { fail, succeed } from '../language/command-result.ts';
import { complain } from './options.ts';
import type { TextTool } from './tool.ts';

const seconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** Lets virtual time pass: the sum of its arguments, each with a unit of s, m, h or d. */
export const sleep: TextTool = (args, _, context) => {
  if (args.length === 0) return complain({ tool: 'sleep', flags: '' }, 'missing operand');
  let total = 0;
  for (const text of args) {
    const found = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
    if (!found) {
      return fail(1, `sleep: invalid time interval '${text}'\nTry 'sleep --help' for more information.\n`);
    }
    total += Number(found[1]) * (seconds[found[2] ?? ''] ?? 1);
  }
  context.sleep(total);
  return succeed('');
};

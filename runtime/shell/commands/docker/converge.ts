import { awaitService } from '../../../swarm/api.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { boolFlag } from '../../pflag/flag-values.ts';
import type { Invocation } from './docker-command.ts';

/** Without `--detach` the client waits until the tasks run, and tells how far they are. */
export function converge({ world, host, flags }: Invocation, service: string, said: string): CommandResult {
  if (boolFlag(flags, 'detach')) return succeed(said);
  const seen = awaitService(world, host, service);
  const { paused } = seen.at(-1)!;
  const quiet = flags.specs.some(({ name }) => name === 'quiet') && boolFlag(flags, 'quiet');
  if (quiet) return paused === undefined ? succeed(said) : fail(1, `${paused}\n`);
  const lines = seen.map(({ running, wanted }) => `overall progress: ${running} out of ${wanted} tasks\n`);
  const progress = lines.filter((line, at) => line !== lines[at - 1]).join('');
  if (paused !== undefined) return { stdout: `${said}${progress}`, stderr: `${paused}\n`, rc: 1 };
  return succeed(`${said}${progress}verify: Service ${service} converged\n`);
}

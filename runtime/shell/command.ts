import type { NetnsId } from '../kernel/kernel.ts';
import type { World } from '../world.ts';

export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly rc: number;
}

/** Where a command runs: whose network, whose files, which release of the tools. */
export interface Terminal {
  readonly world: World;
  /** The machine: `h1`, `client`. */
  readonly machine: string;
  readonly netns: NetnsId;
  /** The container (by id) whose files are seen; none on the machine itself. */
  readonly container?: string;
  /** `debian-12` and `debian-13` are hosts' iproute2 and iptables; `busybox` is what images bring. */
  readonly tools: Tools;
}

export type Tools = 'debian-12' | 'debian-13' | 'busybox';

/** One program: its arguments without its own name, and what comes in by the pipe. */
export type Command = (args: readonly string[], terminal: Terminal, stdin: string) => CommandResult;

export const printed = (stdout: string): CommandResult => ({ stdout, stderr: '', rc: 0 });
export const failed = (stderr: string, rc = 1): CommandResult => ({ stdout: '', stderr: `${stderr}\n`, rc });
export const done: CommandResult = { stdout: '', stderr: '', rc: 0 };

import type { ReadCompose } from '../../compiler/ir/compose-reading.ts';
import type { NetnsId } from '../kernel/kernel.ts';
import type { World } from '../world.ts';
import type { CommandResult } from './language/command-result.ts';
import type { Variables } from './language/environment.ts';

/** What whoever starts the shell hands in, because the runtime does not know how to do it. */
export interface ShellServices {
  /** Reads compose files; without it, the commands that need them refuse. */
  readonly readCompose?: ReadCompose;
}

/** Where a command runs: whose network, whose files, which release of the tools. */
export interface Terminal extends ShellServices {
  readonly world: World;
  /** The machine: `h1`, `client`. */
  readonly machine: string;
  readonly netns: NetnsId;
  /** The container (by id) whose programs and files are seen; none on the machine itself. */
  readonly container?: string;
  readonly tools: Tools;
  /** The programs that exist here; absent: all of the machine's. */
  readonly programs?: ReadonlySet<string>;
  /** False in a container without NET_ADMIN: its network can be looked at, not changed. */
  readonly mayConfigure?: boolean;
  readonly variables: Variables;
  readonly hostname: string;
  readonly readFile: (path: string) => string | undefined;
  /** Undefined when it went well, else strerror's words. */
  readonly writeFile: (path: string, content: string, append: boolean) => string | undefined;
  /** Runs a program in another place (`docker exec`, `nsenter`, `env X=y cmd`); undefined when there is none of that name. */
  readonly run: (argv: readonly string[], terminal: Terminal, stdin: string) => CommandResult | undefined;
}

/** Whose programs answer: `debian-12` and `debian-13` are hosts' iproute2 and iptables, `busybox` is what images bring. */
export type Tools = 'debian-12' | 'debian-13' | 'busybox';

/** One program: its arguments without its own name, and what comes in by the pipe. */
export type Command = (args: readonly string[], terminal: Terminal, stdin: string) => CommandResult;

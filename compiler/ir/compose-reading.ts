import type { ComposePlan } from './compose-plan.ts';
import type { StackPlan } from './stack-plan.ts';

/**
 * What a person asks for who types `docker compose -f FILE up`: the files are read when the command runs. The
 * shell does not know compose files; whoever starts it hands in how they are read.
 */
export interface ComposeRequest {
  readonly frontEnd: ComposePlan['frontEnd'];
  /** As given with `-f`; none: those with the usual names. Relative to `directory`. */
  readonly files: readonly string[];
  /** The folder that the command is typed in, absolute. */
  readonly directory: string;
  readonly projectName?: string;
  readonly projectDirectory?: string;
  readonly profiles?: readonly string[];
  readonly envFiles?: readonly string[];
  readonly environment: { readonly [name: string]: string };
  /** A file's text, or undefined; relative to `directory`. */
  readonly read: (path: string) => string | undefined;
}

export type ComposeReading =
  | {
      readonly ok: true;
      readonly plan: ComposePlan;
      /** The same files as a stack of a swarm. */
      readonly stack: StackPlan;
      /** The project as `config` prints it. */
      readonly config: string;
      /** What the program says before it begins. */
      readonly warnings: readonly string[];
    }
  /** In the program's own words. */
  | { readonly ok: false; readonly problem: string };

export type ReadCompose = (request: ComposeRequest) => ComposeReading;

import type { Clash, ProgramSocket } from '../daemon/container.ts';

/** What the engine knows of an image, as far as networks are concerned. */
export interface Image {
  /** Without a tag: `nginx`. */
  readonly name: string;
  /** EXPOSE: `80/tcp`. */
  readonly expose: readonly string[];
  readonly env: readonly string[];
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly workingDir: string;
  /** What its own command listens on. Empty with `runs: 'command'`: a shell and nothing else. */
  readonly listen: readonly ProgramSocket[];
  readonly clash?: Clash;
  /** How an image's own command lives. */
  readonly runs: 'serves' | 'command';
  /** Commands that can be run inside. */
  readonly tools: readonly string[];
}

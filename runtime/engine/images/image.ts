import type { ProgramSocket } from '../daemon/container.ts';

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
  readonly stopSignal?: string;
  /** What its own command listens on. */
  readonly listen: readonly ProgramSocket[];
  /** Commands that can be run inside, besides the shell. */
  readonly tools: readonly string[];
}

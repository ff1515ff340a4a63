/** What a shell learns from dnet. */
export const EXIT = {
  /** Everything held. */
  held: 0,
  /** A claim does not hold, or a file is not formatted. */
  failed: 1,
  /** The input is wrong: files, arguments, nothing to judge. */
  input: 2,
  /** dnet itself failed. */
  internal: 3,
  /** Stopped with Ctrl-C: 128 and the number of SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

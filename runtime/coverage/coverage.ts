/** How much of a world the claims of a scenario exercised: of each kind all there is, and what was left out. */
export interface Coverage {
  readonly networks: Share;
  /** By what they are for: "isolation of network back". */
  readonly rules: Share;
  /** `8080/tcp on h1`. */
  readonly ports: Share;
  /** Ordered: `api → db`. */
  readonly pairs: Share;
}

export interface Share {
  readonly all: number;
  /** In the order in which they were made. */
  readonly missed: readonly string[];
}

export const shareOf = (all: readonly string[], exercised: ReadonlySet<string>): Share => ({
  all: all.length,
  missed: all.filter((one) => !exercised.has(one)),
});

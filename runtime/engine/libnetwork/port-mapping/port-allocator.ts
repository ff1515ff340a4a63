/** Which ports of the host's addresses are given out. Plain data. */
export interface PortAllocator {
  /** By `address/protocol`. */
  readonly tables: Map<string, PortTable>;
}

export interface PortTable {
  readonly taken: Set<number>;
  /** The port that was given out last from the ephemeral range. */
  last: number;
}

export const newPortAllocator = (): PortAllocator => ({ tables: new Map() });

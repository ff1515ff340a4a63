/** What differs between releases in the swarm's part of dockerd. */
export interface SwarmTraits {
  /** How a worker refuses to make a network of the swarm; as a node outside of every swarm does where there is none. */
  readonly workerNetworkRefusal?: string;
  /** Tasks whose service publishes ports on the host's own network are turned down when they start (before 26.0). */
  readonly hostNetworkRefusesPorts: boolean;
  /**
   * How long after it joined a node does its tasks, and when its part of ingress is there. Milliseconds; the first manager is its
   * own dispatcher and need not wait for another's keys (captured).
   */
  readonly setup: {
    readonly firstManager: NodeSetup;
    readonly joined: NodeSetup;
  };
  /** How a rule tells an encrypted network's tunnel from others: with match `u32`, or with a BPF program (since 23.0). */
  readonly tunnelMatch: 'u32' | 'bpf';
  /** What arrived encrypted is let in by a rule of its own (before 23.0). */
  readonly acceptsEncrypted: boolean;
}

export interface NodeSetup {
  readonly agent: number;
  readonly ingress: number;
}

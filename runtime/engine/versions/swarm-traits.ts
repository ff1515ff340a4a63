/** What differs between releases in the swarm's part of dockerd. */
export interface SwarmTraits {
  /** How a worker refuses to make a network of the swarm; as a node outside of every swarm does where there is none. */
  readonly workerNetworkRefusal?: string;
  /** Tasks whose service publishes ports on the host's own network are turned down when they start (before 26.0). */
  readonly hostNetworkRefusesPorts: boolean;
}

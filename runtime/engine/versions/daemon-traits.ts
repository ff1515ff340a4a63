/** What differs between releases in dockerd's own layer (moby `daemon/`): validation, texts, inspect. */
export interface DaemonTraits {
  /** A container may be created with several networks at once (API 1.44). */
  readonly createWithSeveralNetworks: boolean;
}

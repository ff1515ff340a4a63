/** What differs between releases in dockerd's own layer (moby `daemon/`): validation, texts, inspect. */
export interface DaemonTraits {
  /** The refusal of a container with several networks at creation; none where they are allowed (API 1.44). */
  readonly refusesSeveralNetworks?: (networks: readonly string[]) => string;
  /** `default` as a container's network mode is stored as `bridge`. */
  readonly storesDefaultModeAsBridge: boolean;
  /** A MAC address belongs to an attachment (API 1.44); before, to the container and its first network. */
  readonly macPerEndpoint: boolean;
  /** Inspect shows `DNSNames`, and the short id left `Aliases` (API 1.44 and 1.45). */
  readonly showsDnsNames: boolean;
  /** A restart policy that the request leaves unnamed is stored as `no`. */
  readonly namesRestartPolicy: boolean;
  /** Keys of `NetworkSettings` and of its networks in the order in which inspect prints them. */
  readonly networkSettingsKeys: readonly string[];
  readonly endpointSettingsKeys: readonly string[];
  /** What a network without subnets shows of them. */
  readonly emptyIpamConfig: readonly [] | null;
  /**
   * A network shows the subnets that a person chose before those that the engine chose; else IPv4 before
   * IPv6.
   */
  readonly configuredSubnetsFirst: boolean;

  /**
   * Options of an attachment: `joined` checks all at once, against the network's subnets too, when a
   * container is created or connected; `first` reports the first fault, when the attachment is made.
   */
  readonly endpointFaults: 'joined' | 'first';
  /** Whether a network's subnets are checked for host bits, ranges and gateways before it is made. */
  readonly validatesIpam: boolean;
  readonly texts: DaemonTexts;
}

/** Messages whose wording changed. `name` is what the request said, `id` the full id. */
interface DaemonTexts {
  readonly notRunning: (id: string) => string;
  readonly cannotKill: (name: string, cause: string) => string;
  readonly cannotRemove: (container: {
    readonly name: string;
    readonly id: string;
    readonly state: string;
  }) => string;
  readonly ambiguousContainer: (prefix: string) => string;
  /** A network must have a name. */
  readonly emptyNetworkName: (name: string) => string;
  /** The refusal of a subnet that is no CIDR block, where `validatesIpam` does not see it before. */
  readonly invalidSubnet: (subnet: string) => string;
  /** A filter that an operation does not know, or a value that a filter cannot have. */
  readonly invalidFilter: (filter: string) => string;
  readonly invalidSignal: (name: string, signal: string) => string;
  readonly negativeRetries: string;
  readonly unknownRestartPolicy: (policy: string) => string;
  readonly retriesWithoutFailure: (policy: string) => string;
  /** Why a daemon without its default bridge does not start. */
  readonly defaultBridgeFailed: (cause: string) => string;
  /** What dockerd says of a daemon.json whose `dns` is no address. */
  readonly configNotAnAddress: (value: string) => string;
  /** The Go path of a daemon.json key, as `json: cannot unmarshal` names it. */
  readonly configField: (key: string) => string;
}

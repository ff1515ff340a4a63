/** Who is where at a moment of a story: all that a picture shows. Plain data that outlives the world. */
export interface Topology {
  readonly segments: readonly SegmentView[];
  /** Hosts and clients, in the order of the scenario. */
  readonly machines: readonly MachineView[];
  /** Those with somebody on them, and those that the story made. */
  readonly networks: readonly NetworkView[];
}

/** A LAN. */
export interface SegmentView {
  readonly name: string;
  readonly subnet: string;
  /** The router's address on it. */
  readonly gateway?: string;
  readonly uplink: boolean;
}

export interface MachineView {
  readonly name: string;
  readonly kind: 'host' | 'client';
  readonly cards: readonly { readonly name: string; readonly segment: string; readonly address: string }[];
  /** `26.1`, on hosts. */
  readonly engine?: string;
  readonly swarm?: 'manager' | 'worker';
  readonly boxes: readonly BoxView[];
  /** Switched off, or cut off. */
  readonly down: boolean;
}

/** A container, or a namespace of the engine's own that no `docker ps` shows. */
export interface BoxView {
  /** `host/name`: unique in the story. */
  readonly key: string;
  readonly kind: 'container' | 'sandbox';
  readonly name: string;
  readonly image: string;
  /** `running`, `exited`, `paused`. */
  readonly state: string;
  readonly mode: BoxMode;
  readonly attachments: readonly AttachmentView[];
  /** `8080 → 80/tcp` */
  readonly published: readonly string[];
  /** Made anew since: tells a container from a later one of the same name. */
  readonly id: string;
}

export type BoxMode =
  | { readonly kind: 'networks' }
  | { readonly kind: 'host' }
  | { readonly kind: 'none' }
  | { readonly kind: 'container'; readonly of: string };

export interface AttachmentView {
  /** Of the network. */
  readonly network: string;
  readonly interface: string;
  /** Empty while the container does not run. */
  readonly address: string;
}

export interface NetworkView {
  readonly key: string;
  readonly name: string;
  readonly driver: string;
  /** The machines whose engine knows it: several for an overlay. */
  readonly hosts: readonly string[];
  readonly subnets: readonly string[];
  readonly gateway?: string;
  readonly internal: boolean;
  /** The bridge on the host: `docker0`. */
  readonly bridge?: string;
}

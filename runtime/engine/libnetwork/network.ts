import type { Span } from '../../../diagnostics/span.ts';
import type { Cidr } from '../../address/cidr.ts';
import type { Ip } from '../../address/ip.ts';
import type { StringMap } from '../../docker-api/network.ts';
import type { BridgeNetwork } from './drivers/bridge/bridge-network.ts';
import type { OverlayNetwork } from './drivers/overlay/overlay-network.ts';
import type { ParentNetwork } from './drivers/parent-network.ts';

export type DriverName = 'bridge' | 'host' | 'null' | 'macvlan' | 'ipvlan' | 'overlay';

/** A network as libnetwork keeps it. */
export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: DriverName;
  /** Virtual milliseconds since the story began. */
  readonly created: number;
  readonly scope: 'local' | 'global' | 'swarm';
  readonly enableIpv6: boolean;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ingress: boolean;
  readonly options: StringMap;
  readonly labels: StringMap;
  readonly ipamDriver: string;
  /** Null when the request had none, as inspect shows it. */
  readonly ipamOptions: StringMap | null;
  /** Subnets, IPv4 before IPv6; none for `host` and `none`. */
  readonly subnets: readonly Subnet[];
  /** What the driver made of it. */
  driverNetwork: DriverNetwork;
  readonly origin?: Span;
}

/** A subnet that IPAM gave a network. */
export interface Subnet {
  readonly block: Cidr;
  /** A person chose it; the engine did not take it from its pools. */
  readonly configured: boolean;
  /** The request's own words: `10.2.0.5/24` stays as it was written. Empty where the engine chose. */
  readonly text: string;
  readonly range?: Cidr;
  /** The gateway's address; none on networks whose driver wants none. */
  readonly gateway?: Ip;
  /** A person chose the gateway. */
  readonly gatewayConfigured: boolean;
  /** Reserved addresses by name. */
  readonly auxiliary: ReadonlyMap<string, Ip>;
}

/** A network before its driver made anything of it. */
export type NetworkDraft = Omit<Network, 'driverNetwork'>;

export type DriverNetwork =
  | { readonly kind: 'bridge'; readonly bridge: BridgeNetwork }
  | { readonly kind: 'parent'; readonly parent: ParentNetwork }
  | { readonly kind: 'overlay'; readonly overlay: OverlayNetwork }
  | { readonly kind: 'host' }
  | { readonly kind: 'null' };

/** What is asked of a new network. Addresses are texts, since the engine complains of them in its own words. */
export interface NetworkSpec {
  readonly name: string;
  /** `bridge` without. */
  readonly driver?: string;
  readonly scope?: string;
  readonly enableIpv6?: boolean;
  readonly internal?: boolean;
  readonly attachable?: boolean;
  readonly ingress?: boolean;
  readonly ipamDriver?: string;
  readonly ipamOptions?: StringMap;
  readonly ipam?: readonly SubnetSpec[];
  readonly options?: StringMap;
  readonly labels?: StringMap;
  readonly origin?: Span;
}

export interface SubnetSpec {
  readonly subnet?: string;
  readonly ipRange?: string;
  readonly gateway?: string;
  readonly auxiliary?: StringMap;
}

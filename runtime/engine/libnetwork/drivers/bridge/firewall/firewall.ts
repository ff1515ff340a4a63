import type { Span } from '../../../../../../diagnostics/span.ts';
import type { Cidr } from '../../../../../address/cidr.ts';
import type { Family, Ip } from '../../../../../address/ip.ts';
import type { Transport } from '../../../../../kernel/kernel.ts';
import type { World } from '../../../../../world.ts';
import type { LibnetworkTraits } from '../../../../versions/libnetwork-traits.ts';
import { iptables2010 } from './iptables-20.10/iptables-20.10.ts';

/** Where rules go, and how the daemon is set. */
export interface FirewallContext {
  readonly world: World;
  readonly host: string;
  readonly family: Family;
  /** With docker-proxy a container's own traffic to published ports goes through it, without it is hairpinned. */
  readonly userlandProxy: boolean;
}

/** A bridge network as rules see it. */
export interface FirewallNetwork {
  readonly name: string;
  readonly bridge: string;
  readonly subnet: Cidr;
  readonly internal: boolean;
  readonly icc: boolean;
  readonly masquerade: boolean;
  /** SNAT to this address instead of masquerading. */
  readonly hostAddress?: Ip;
  readonly origin?: Span;
}

export interface FirewallPort {
  readonly protocol: Transport;
  readonly hostIp: Ip;
  readonly hostPort: number;
  readonly containerIp: Ip;
  readonly containerPort: number;
  /** For explanations. */
  readonly container: string;
  readonly origin?: Span;
}

/** A legacy link: `parent` may open connections to these ports of `child`. */
export interface FirewallLink {
  readonly parent: Ip;
  readonly child: Ip;
  readonly ports: readonly { readonly protocol: Transport; readonly port: number }[];
  readonly origin?: Span;
}

/** One generation of the bridge driver's rules. A new one is a folder and a line in `FIREWALLS`. */
export interface Firewall {
  /** The daemon starts: its chains are emptied, or made. */
  readonly prepare: (context: FirewallContext) => void;
  /** The daemon turned forwarding on: nothing is forwarded that no rule accepts. */
  readonly dropForwarded: (context: FirewallContext) => void;
  /** DOCKER-USER comes before everything; asked for again after each new network. */
  readonly putUserChainFirst: (context: FirewallContext) => void;
  /** Why the rules of a network cannot be written; undefined when they can. */
  readonly networkFault: (context: FirewallContext, network: FirewallNetwork) => string | undefined;
  readonly addNetwork: (context: FirewallContext, network: FirewallNetwork) => void;
  readonly removeNetwork: (context: FirewallContext, network: FirewallNetwork) => void;
  readonly portFault: (context: FirewallContext, bridge: string, port: FirewallPort) => string | undefined;
  readonly addPort: (context: FirewallContext, bridge: string, port: FirewallPort) => void;
  readonly removePort: (context: FirewallContext, bridge: string, port: FirewallPort) => void;
  readonly addLink: (context: FirewallContext, bridge: string, link: FirewallLink) => void;
  readonly removeLink: (context: FirewallContext, bridge: string, link: FirewallLink) => void;
}

export const FIREWALLS: { readonly [generation in LibnetworkTraits['firewall']]: Firewall } = {
  'iptables-20.10': iptables2010,
};

import type { Cidr } from '../../../../address/cidr.ts';
import type { Ip } from '../../../../address/ip.ts';
import type { LinkId, NetnsId } from '../../../../kernel/kernel.ts';

/** What the overlay driver keeps of a network on one node. */
export interface OverlayNetwork {
  readonly subnets: readonly OverlaySubnet[];
  /** Of the interfaces in containers, tunnel and encryption already taken off. */
  readonly mtu: number;
  readonly encrypted: boolean;
  /** Where its tunnels send from: the address that the node advertises. */
  readonly local: Ip;
  readonly port: number;
  /** There from the first endpoint on. */
  sandbox?: OverlaySandbox;
}

export interface OverlaySubnet {
  readonly block: Cidr;
  readonly gateway: Ip;
  readonly vni: number;
}

/** The namespace between a node's containers and the tunnel: a bridge and a VXLAN device for each subnet. */
export interface OverlaySandbox {
  readonly netns: NetnsId;
  readonly bridges: readonly LinkId[];
  readonly tunnels: readonly LinkId[];
  nextVeth: number;
}

/** Bytes that VXLAN adds to a packet. */
const VXLAN_OVERHEAD = 50;
/** Bytes that ESP adds at most; the payload is cut to whole words (libnetwork drivers/overlay, maxMTU). */
const ESP_OVERHEAD = 26;
const WORD = 4;
const UNDERLAY_MTU = 1500;
const MTU_OPTION = 'com.docker.network.driver.mtu';

/** The MTU of containers' interfaces on a network with these options. */
export function overlayMtu(options: { readonly [name: string]: string }): number {
  const asked = Number(options[MTU_OPTION]);
  const outer = Number.isInteger(asked) && asked > 0 ? asked : UNDERLAY_MTU;
  const inner = outer - VXLAN_OVERHEAD;
  if (!isEncrypted(options)) return inner;
  const left = inner - ESP_OVERHEAD;
  return left - (left % WORD);
}

export const isEncrypted = (options: { readonly [name: string]: string }): boolean =>
  Object.hasOwn(options, 'encrypted');

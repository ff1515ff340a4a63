import type { Cidr } from '../../../../address/cidr.ts';
import type { Ip } from '../../../../address/ip.ts';
import type { LinkId } from '../../../../kernel/kernel.ts';

/** What the bridge driver keeps of a network. */
export interface BridgeNetwork {
  /** The device: `docker0`, `br-1234567890ab`. */
  readonly name: string;
  readonly link: LinkId;
  readonly isDefault: boolean;
  /** The engine made the device, so it removes it with the network. */
  readonly madeDevice: boolean;
  readonly internal: boolean;
  readonly masquerade: boolean;
  readonly icc: boolean;
  readonly inhibitIpv4: boolean;
  readonly mtu: number;
  /** Where ports are published that name no host address. */
  readonly hostBinding: Ip;
  /** SNAT to this address instead of masquerading. */
  readonly hostIpv4?: Ip;
  /** The address on the device, and the block around it. */
  readonly address4?: { readonly ip: Ip; readonly length: number };
  readonly subnet4?: Cidr;
  /** The next hop of containers: the device's address unless a person names another. */
  readonly gateway4?: Ip;
  readonly subnet6?: Cidr;
  readonly gateway6?: Ip;
  /** Prefix of interfaces in containers: `eth`. */
  readonly interfacePrefix: string;
}

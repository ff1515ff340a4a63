import type { Cidr } from '../../../../address/cidr.ts';
import type { Ip } from '../../../../address/ip.ts';
import type { LinkId } from '../../../../kernel/kernel.ts';

/** What the bridge driver keeps of a network. */
export interface BridgeNetwork extends BridgeOptions {
  readonly link: LinkId;
  /** The engine made the device, so it removes it with the network. */
  readonly madeDevice: boolean;
  readonly ipv4?: BridgeAddress;
  readonly ipv6?: BridgeAddress;
}

/** One family of a bridge network. */
export interface BridgeAddress {
  readonly subnet: Cidr;
  /** The address on the device. */
  readonly ip: Ip;
  /** The next hop of containers: the device's address, unless a person names another. */
  readonly gateway: Ip;
}

/** What a network's options say (libnetwork drivers/bridge/labels.go). */
export interface BridgeOptions {
  /** The device: `docker0`, `br-1234567890ab`. */
  readonly name: string;
  readonly isDefault: boolean;
  readonly masquerade: boolean;
  readonly icc: boolean;
  /** The device gets no IPv4 address. */
  readonly inhibitIpv4: boolean;
  /** Of containers' interfaces and their other ends; 0 leaves the kernel's. */
  readonly mtu: number;
  /** Where ports are published that name no host address. */
  readonly hostBinding: Ip;
  /** SNAT to these addresses instead of masquerading. */
  readonly hostIpv4?: Ip;
  readonly hostIpv6?: Ip;
  /** Prefix of interfaces in containers: `eth`. */
  readonly interfacePrefix: string;
}

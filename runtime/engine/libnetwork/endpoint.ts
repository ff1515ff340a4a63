import type { Span } from '../../../diagnostics/span.ts';
import type { Ip } from '../../address/ip.ts';
import type { Mac } from '../../address/mac.ts';
import type { StringMap } from '../../docker-api/network.ts';
import type { LinkId, SocketId, Transport } from '../../kernel/kernel.ts';

/** A container's place on a network. */
export interface Endpoint {
  readonly id: string;
  /** The container's name, as `docker network inspect` shows it. */
  name: string;
  readonly network: string;
  /** The container's id. */
  readonly container: string;
  /** Asked for, or made by the driver. */
  mac?: Mac;
  readonly ipv4?: EndpointAddress;
  readonly ipv6?: EndpointAddress;
  /** Addresses of 169.254.0.0/16 that a person asked for beside. */
  readonly linkLocal: readonly Ip[];
  /** The names by which others on the network find it; the first is that of reverse lookups. */
  names: readonly string[];
  /** The container's own words for others on this network: alias -> name. */
  readonly links: ReadonlyMap<string, string>;
  readonly driverOptions: StringMap;
  /** Set between join and leave. */
  sandbox?: string;
  /** The link that the driver made for it, where it makes one. */
  device?: EndpointDevice;
  /** Set between join and leave, where the driver has an interface. */
  attachment?: EndpointInterface;
  /** The endpoints of legacy links as they were known when it joined: those that name it, and those that it names. */
  linkedFrom?: readonly string[];
  linkedTo?: readonly string[];
  /** What is published on the host now; only while this endpoint is the container's way out. */
  readonly mappings: PortMapping[];
  readonly origin?: Span;
}

export interface EndpointAddress {
  readonly ip: Ip;
  readonly length: number;
}

/** An endpoint's link: before it is joined, and after it left, it stands in the host's namespace. */
export interface EndpointDevice {
  readonly link: LinkId;
  /** Its name in the host's namespace. */
  readonly hostName: string;
  /** The other end of the veth, on the bridge. */
  readonly port?: LinkId;
}

/** What a joined endpoint is in its namespace. */
export interface EndpointInterface {
  /** `eth0`; empty until its sandbox starts. */
  name: string;
  readonly prefix: string;
  readonly gateway?: Ip;
  readonly gateway6?: Ip;
  /** ipvlan L3: a default route by the device alone. */
  readonly defaultByDevice: boolean;
}

/** A port that is published now. */
export interface PortMapping {
  readonly protocol: Transport;
  readonly containerIp: Ip;
  readonly containerPort: number;
  readonly hostIp: Ip;
  readonly hostPort: number;
  /** Of docker-proxy; or of dockerd's own placeholder, where there is no proxy. */
  readonly socket?: SocketId;
  readonly origin?: Span;
}

export interface EndpointSpec {
  readonly name: string;
  readonly container: string;
  readonly ipv4?: Ip;
  readonly ipv6?: Ip;
  readonly linkLocal?: readonly Ip[];
  readonly mac?: Mac;
  readonly names?: readonly string[];
  readonly links?: ReadonlyMap<string, string>;
  readonly driverOptions?: StringMap;
  readonly origin?: Span;
}

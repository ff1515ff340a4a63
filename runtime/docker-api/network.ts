/** Networks of the Engine API: requests and answers with the API's own keys. */

interface Ipam {
  readonly Driver: string;
  readonly Options: StringMap | null;
  readonly Config: readonly IpamConfig[] | null;
}

/** One subnet. Keys that were not given are absent. */
export interface IpamConfig {
  readonly Subnet?: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: StringMap;
}

export interface StringMap {
  readonly [key: string]: string;
}

/** POST /networks/create */
export interface NetworkCreateRequest {
  readonly Name: string;
  readonly Driver?: string;
  readonly Scope?: string;
  readonly EnableIPv4?: boolean;
  readonly EnableIPv6?: boolean;
  readonly IPAM?: {
    readonly Driver?: string;
    readonly Options?: StringMap;
    readonly Config?: readonly IpamConfig[];
  };
  readonly Internal?: boolean;
  readonly Attachable?: boolean;
  readonly Ingress?: boolean;
  readonly ConfigOnly?: boolean;
  readonly ConfigFrom?: { readonly Network: string };
  readonly Options?: StringMap;
  readonly Labels?: StringMap;
}

export interface NetworkCreateResponse {
  readonly Id: string;
  readonly Warning: string;
}

/** GET /networks/{id}, and an element of GET /networks (there `Containers` is empty). */
export interface NetworkResource {
  readonly Name: string;
  readonly Id: string;
  /** RFC 3339 with nanoseconds. */
  readonly Created: string;
  readonly Scope: string;
  readonly Driver: string;
  /** Since API 1.48. */
  readonly EnableIPv4?: boolean;
  readonly EnableIPv6: boolean;
  readonly IPAM: Ipam;
  readonly Internal: boolean;
  readonly Attachable: boolean;
  readonly Ingress: boolean;
  readonly ConfigFrom: { readonly Network: string };
  readonly ConfigOnly: boolean;
  /** Null for a network of a swarm that the node has no part in. */
  readonly Containers: { readonly [id: string]: EndpointResource } | null;
  readonly Options: StringMap | null;
  readonly Labels: StringMap | null;
  /** Nodes of an overlay network that take part in it. */
  readonly Peers?: readonly { readonly Name: string; readonly IP: string }[];
  /** Only where details are asked for. */
  readonly Services?: { readonly [name: string]: SwarmService };
}

/** A service on an overlay network, as one node sees it. */
export interface SwarmService {
  readonly VIP: string;
  readonly Ports: readonly string[];
  readonly LocalLBIndex: number;
  readonly Tasks: readonly {
    readonly Name: string;
    readonly EndpointID: string;
    readonly EndpointIP: string;
    readonly Info: StringMap;
  }[];
}

export interface EndpointResource {
  readonly Name: string;
  readonly EndpointID: string;
  readonly MacAddress: string;
  /** With the prefix length; empty when there is none. */
  readonly IPv4Address: string;
  readonly IPv6Address: string;
}

export interface EndpointIpamConfig {
  readonly IPv4Address?: string;
  readonly IPv6Address?: string;
  readonly LinkLocalIPs?: readonly string[];
}

/** What a request may say of one attachment of a container. */
export interface EndpointRequest {
  readonly IPAMConfig?: EndpointIpamConfig | null;
  readonly Links?: readonly string[] | null;
  readonly Aliases?: readonly string[] | null;
  /** Since API 1.44. */
  readonly MacAddress?: string;
  readonly DriverOpts?: StringMap | null;
  /** Since API 1.48. */
  readonly GwPriority?: number;
}

/** What an answer says of one attachment of a container. */
export interface EndpointSettings {
  readonly IPAMConfig: EndpointIpamConfig | null;
  readonly Links: readonly string[] | null;
  readonly Aliases: readonly string[] | null;
  readonly MacAddress: string;
  readonly DriverOpts: StringMap | null;
  readonly GwPriority?: number;
  readonly NetworkID: string;
  readonly EndpointID: string;
  readonly Gateway: string;
  readonly IPAddress: string;
  readonly IPPrefixLen: number;
  readonly IPv6Gateway: string;
  readonly GlobalIPv6Address: string;
  readonly GlobalIPv6PrefixLen: number;
  /** Since API 1.44. */
  readonly DNSNames?: readonly string[] | null;
}

/** POST /networks/{id}/connect */
export interface NetworkConnectRequest {
  readonly Container: string;
  readonly EndpointConfig?: EndpointRequest | null;
}

/** POST /networks/{id}/disconnect */
export interface NetworkDisconnectRequest {
  readonly Container: string;
  readonly Force: boolean;
}

/** POST /networks/prune */
export interface NetworkPruneResponse {
  readonly NetworksDeleted: readonly string[] | null;
}

/** The filters of a list request: values by filter name; values of one name are alternatives. */
export interface Filters {
  readonly [name: string]: readonly string[];
}

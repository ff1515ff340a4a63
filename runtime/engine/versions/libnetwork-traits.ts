/** What differs between releases in libnetwork: addresses, rules, namespaces, name service. */
export interface LibnetworkTraits {
  /** Which generation of rules the bridge driver writes (a folder under libnetwork/drivers/bridge/firewall). */
  readonly firewall: 'iptables-20.10';
  /** A /31 and a /32 keep a network and a broadcast address for themselves, so nothing is left (before 23.0). */
  readonly reservesTinySubnets: boolean;
  /** The default bridge shows the gateway of a subnet that the engine chose (since 23.0). */
  readonly defaultBridgeNamesGateway: boolean;
  /** Containers of an internal network have a default route although it leads nowhere (before 25.0.5 and 26.0). */
  readonly internalHasGateway: boolean;
  /** Whether `lo` has `::1` in a container without an IPv6 address. */
  readonly loopbackSpeaksIpv6: boolean;
  /** A random port on the host is the same one for IPv4 and IPv6 (since 23.0). */
  readonly samePortForBothFamilies: boolean;
  /** The form of /etc/resolv.conf: `plain`, or with the engine's comments and another order of lines (since 26.0). */
  readonly resolvConf: 'plain' | 'commented';
  /** What a client gets when no upstream server has answered: nothing, or SERVFAIL (since 23.0). */
  readonly unansweredQuery: 'silence' | 'SERVFAIL';
  /** A failure that the last upstream server reported is passed on to the client (before 23.0). */
  readonly lastReplyCounts: boolean;
  /** From internal networks, servers that are asked from the host are not asked (since 25.0.5 and 26.0). */
  readonly internalHidesHostServers: boolean;
  /** NXDOMAIN from a server without authority ends the search (since 23.0); before, the next server was asked. */
  readonly nxdomainIsFinal: boolean;
  /** AAAA of a name that has only an IPv4 address, on an IPv6 network: an empty answer, or it is asked upstream. */
  readonly knownNamesAreNeverForwarded: boolean;
}

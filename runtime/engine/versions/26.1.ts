import type { EngineVersion } from './version.ts';

/**
 * Keys of daemon.json that live in structures of their own since 23.0 (moby daemon/config/config_linux.go).
 */
const NESTED_FIELDS: { readonly [key: string]: string } = {
  ...Object.fromEntries(
    ['ipv6', 'fixed-cidr-v6', 'mtu', 'ip', 'bip', 'default-gateway', 'default-gateway-v6', 'icc'].map(
      (key) => [key, 'BridgeConfig.DefaultBridgeConfig'],
    ),
  ),
  ...Object.fromEntries(
    ['bridge', 'fixed-cidr', 'iptables', 'ip6tables', 'ip-forward', 'ip-masq', 'userland-proxy'].map(
      (key) => [key, 'BridgeConfig'],
    ),
  ),
  dns: 'DNSConfig',
  'dns-opts': 'DNSConfig',
  'dns-search': 'DNSConfig',
};

/** Docker Engine 26.1.5, the newest release that captures judge. */
export const v26_1: EngineVersion = {
  name: '26.1',
  release: '26.1.5+dfsg1',
  apiVersion: '1.45',
  minApiVersion: '1.24',
  hostTools: 'debian-13',
  swarm: {
    hostNetworkRefusesPorts: false,
    setup: { firstManager: { agent: 150, ingress: 150 }, joined: { agent: 550, ingress: 1_000 } },
    tunnelMatch: 'bpf',
    acceptsEncrypted: false,
  },
  daemon: {
    storesDefaultModeAsBridge: true,
    macPerEndpoint: true,
    showsDnsNames: true,
    namesRestartPolicy: true,
    networkSettingsKeys: [
      'Bridge',
      'SandboxID',
      'SandboxKey',
      'Ports',
      'HairpinMode',
      'LinkLocalIPv6Address',
      'LinkLocalIPv6PrefixLen',
    ],
    endpointSettingsKeys: [
      'IPAMConfig',
      'Links',
      'Aliases',
      'MacAddress',
      'NetworkID',
      'EndpointID',
      'Gateway',
      'IPAddress',
      'IPPrefixLen',
      'IPv6Gateway',
      'GlobalIPv6Address',
      'GlobalIPv6PrefixLen',
      'DriverOpts',
      'DNSNames',
    ],
    emptyIpamConfig: null,
    configuredSubnetsFirst: true,
    endpointFaults: 'joined',
    validatesIpam: true,
    texts: {
      notRunning: (id) => `container ${id} is not running`,
      cannotKill: (name, cause) => `cannot kill container: ${name}: ${cause}`,
      cannotRemove: ({ name, state }) =>
        state === 'paused'
          ? `cannot remove container "/${name}": container is paused and must be unpaused first`
          : `cannot remove container "/${name}": container is ${state}: stop the container before removing or force remove`,
      ambiguousContainer: (prefix) => `multiple IDs found with provided prefix: ${prefix}`,
      emptyNetworkName: (name) => `invalid name: ${name}`,
      invalidSubnet: (subnet) => `invalid subnet ${subnet}: invalid CIDR block notation`,
      invalidFilter: (filter) => `invalid filter '${filter}'`,
      invalidSignal: (name, signal) => `cannot kill container: ${name}: invalid signal: ${signal}`,
      negativeRetries: 'invalid restart policy: maximum retry count cannot be negative',
      unknownRestartPolicy: (policy) =>
        `invalid restart policy: unknown policy '${policy}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`,
      retriesWithoutFailure: () =>
        `invalid restart policy: maximum retry count can only be used with 'on-failure'`,
      defaultBridgeFailed: (cause) => `error creating default "bridge" network: ${cause}`,
      configNotAnAddress: (value) => `invalid IP address: ${value}`,
      configField: (key) =>
        `Config.CommonConfig.${NESTED_FIELDS[key] === undefined ? '' : `${NESTED_FIELDS[key]}.`}${key}`,
    },
  },
  libnetwork: {
    firewall: 'iptables-20.10',
    reservesTinySubnets: false,
    defaultBridgeNamesGateway: true,
    internalHasGateway: false,
    loopbackSpeaksIpv6: true,
    samePortForBothFamilies: true,
    resolvConf: 'commented',
    unansweredQuery: 'SERVFAIL',
    lastReplyCounts: false,
    internalHidesHostServers: true,
    nxdomainIsFinal: true,
    knownNamesAreNeverForwarded: true,
  },
};

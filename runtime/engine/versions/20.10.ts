import type { EngineVersion } from './version.ts';

/** Docker Engine 20.10.24, the newest of its line in Debian 11 and 12. */
export const v20_10: EngineVersion = {
  name: '20.10',
  release: '20.10.24+dfsg1',
  apiVersion: '1.41',
  minApiVersion: '1.12',
  hostTools: 'debian-12',
  swarm: {
    workerNetworkRefusal:
      'Cannot create a multi-host network from a worker node. Please create the network from a manager node.',
    hostNetworkRefusesPorts: true,
    setup: { firstManager: { agent: 1_400, ingress: 600 }, joined: { agent: 1_300, ingress: 1_650 } },
    tunnelMatch: 'u32',
    acceptsEncrypted: true,
  },
  daemon: {
    refusesSeveralNetworks: (networks) =>
      `Container cannot be connected to network endpoints: ${networks.join(', ')}`,
    storesDefaultModeAsBridge: false,
    macPerEndpoint: false,
    showsDnsNames: false,
    namesRestartPolicy: false,
    networkSettingsKeys: [
      'Bridge',
      'SandboxID',
      'HairpinMode',
      'LinkLocalIPv6Address',
      'LinkLocalIPv6PrefixLen',
      'Ports',
      'SandboxKey',
    ],
    endpointSettingsKeys: [
      'IPAMConfig',
      'Links',
      'Aliases',
      'NetworkID',
      'EndpointID',
      'Gateway',
      'IPAddress',
      'IPPrefixLen',
      'IPv6Gateway',
      'GlobalIPv6Address',
      'GlobalIPv6PrefixLen',
      'MacAddress',
      'DriverOpts',
    ],
    emptyIpamConfig: [],
    configuredSubnetsFirst: false,
    endpointFaults: 'first',
    validatesIpam: false,
    texts: {
      notRunning: (id) => `Container ${id} is not running`,
      cannotKill: (name, cause) => `Cannot kill container: ${name}: ${cause}`,
      cannotRemove: ({ id, state }) =>
        state === 'paused'
          ? `You cannot remove a paused container ${id}. Unpause and then stop the container before attempting removal or force remove`
          : `You cannot remove a ${state} container ${id}. Stop the container before attempting removal or force remove`,
      ambiguousContainer: (prefix) => `Multiple IDs found with provided prefix: ${prefix}`,
      emptyNetworkName: (name) => `network with name ${name} already exists`,
      invalidSubnet: (subnet) => `Invalid subnet ${subnet} : invalid CIDR address: ${subnet}`,
      invalidFilter: (filter) => `Invalid filter '${filter}'`,
      invalidSignal: (_, signal) => `Invalid signal: ${signal}`,
      negativeRetries: 'maximum retry count cannot be negative',
      unknownRestartPolicy: (policy) => `invalid restart policy '${policy}'`,
      retriesWithoutFailure: (policy) => `maximum retry count cannot be used with restart policy '${policy}'`,
      defaultBridgeFailed: (cause) => `Error creating default "bridge" network: ${cause}`,
      configNotAnAddress: (value) =>
        `configuration validation from file failed: ${value} is not an ip address`,
      configField: (key) => `Config.${key}`,
    },
  },
  libnetwork: {
    firewall: 'iptables-20.10',
    reservesTinySubnets: true,
    defaultBridgeNamesGateway: false,
    internalHasGateway: true,
    loopbackSpeaksIpv6: false,
    samePortForBothFamilies: false,
    resolvConf: 'plain',
    unansweredQuery: 'silence',
    lastReplyCounts: true,
    internalHidesHostServers: false,
    nxdomainIsFinal: false,
    knownNamesAreNeverForwarded: false,
  },
};

import type { NetworkResource } from '../../../docker-api/network.ts';
import { endpointRequest } from '../../../docker-client/container-request.ts';
import { ipamConfigs } from '../../../docker-client/ipam-options.ts';
import { networkOption } from '../../../docker-client/network-option.ts';
import { networkConnect } from '../../../engine/daemon/network-connect.ts';
import { networkCreate } from '../../../engine/daemon/network-create.ts';
import { networkDisconnect } from '../../../engine/daemon/network-disconnect.ts';
import { networkInspect } from '../../../engine/daemon/network-inspect.ts';
import { networkList } from '../../../engine/daemon/network-list.ts';
import { networkPrune } from '../../../engine/daemon/network-prune.ts';
import { networkRemove } from '../../../engine/daemon/network-remove.ts';
import { formatList, type ListRow, type ListSpec } from '../../go-template/list-format.ts';
import { fail, succeed } from '../../language/command-result.ts';
import {
  boolFlag,
  type FlagValues,
  isGiven,
  listFlag,
  mapFlag,
  numberFlag,
  stringFlag,
} from '../../pflag/flag-values.ts';
import { type DockerCommand, daemonError } from './docker-command.ts';
import { parseFilters } from './filters.ts';

export const createNetwork: DockerCommand = {
  spec: {
    path: 'docker network create',
    usage: 'docker network create [OPTIONS] NETWORK',
    short: 'Create a network',
    args: { kind: 'exact', count: 1 },
    flags: [
      { name: 'attachable', type: 'bool', usage: 'Enable manual container attachment' },
      {
        name: 'aux-address',
        type: 'map',
        default: '',
        shownDefault: 'map[]',
        usage: 'Auxiliary IPv4 or IPv6 addresses used by Network driver',
      },
      {
        name: 'config-from',
        type: 'string',
        typeName: 'network',
        usage: 'The network from which to copy the configuration',
      },
      { name: 'config-only', type: 'bool', usage: 'Create a configuration only network' },
      {
        name: 'driver',
        shorthand: 'd',
        type: 'string',
        default: 'bridge',
        usage: 'Driver to manage the Network',
      },
      { name: 'gateway', type: 'strings', usage: 'IPv4 or IPv6 Gateway for the master subnet' },
      { name: 'ingress', type: 'bool', usage: 'Create swarm routing-mesh network' },
      { name: 'internal', type: 'bool', usage: 'Restrict external access to the network' },
      { name: 'ip-range', type: 'strings', usage: 'Allocate container ip from a sub-range' },
      { name: 'ipam-driver', type: 'string', default: 'default', usage: 'IP Address Management Driver' },
      { name: 'ipam-opt', type: 'map', usage: 'Set IPAM driver specific options' },
      { name: 'ipv4', type: 'bool', default: 'true', usage: 'Enable or disable IPv4 address assignment' },
      { name: 'ipv6', type: 'bool', usage: 'Enable or disable IPv6 address assignment' },
      { name: 'label', type: 'list', usage: 'Set metadata on a network' },
      { name: 'opt', shorthand: 'o', type: 'map', usage: 'Set driver specific options' },
      { name: 'scope', type: 'string', usage: "Control the network's scope" },
      { name: 'subnet', type: 'strings', usage: 'Subnet in CIDR format that represents a network segment' },
    ],
  },
  run: ({ world, host, flags, args }) => {
    const configs = ipamConfigs({
      subnets: listFlag(flags, 'subnet'),
      ranges: listFlag(flags, 'ip-range'),
      gateways: listFlag(flags, 'gateway'),
      auxiliary: given(flags, 'aux-address'),
    });
    if (!configs.ok) return fail(1, `${configs.message}\n`);
    const configFrom = stringFlag(flags, 'config-from');
    const reply = networkCreate(world, host, {
      Name: args[0]!,
      Driver: stringFlag(flags, 'driver'),
      Scope: stringFlag(flags, 'scope'),
      ...(isGiven(flags, 'ipv4') ? { EnableIPv4: boolFlag(flags, 'ipv4') } : {}),
      ...(isGiven(flags, 'ipv6') ? { EnableIPv6: boolFlag(flags, 'ipv6') } : {}),
      IPAM: {
        Driver: stringFlag(flags, 'ipam-driver'),
        Options: Object.fromEntries(given(flags, 'ipam-opt')),
        Config: configs.value,
      },
      Internal: boolFlag(flags, 'internal'),
      Attachable: boolFlag(flags, 'attachable'),
      Ingress: boolFlag(flags, 'ingress'),
      ConfigOnly: boolFlag(flags, 'config-only'),
      ...(configFrom === '' ? {} : { ConfigFrom: { Network: configFrom } }),
      Options: Object.fromEntries(given(flags, 'opt')),
      Labels: Object.fromEntries(
        listFlag(flags, 'label').map((label) => [label.split('=')[0]!, label.split('=').slice(1).join('=')]),
      ),
    });
    return reply.ok ? succeed(`${reply.value.Id}\n`) : fail(1, `${daemonError(reply.message)}\n`);
  },
};

const given = (flags: FlagValues, name: string): ReadonlyMap<string, string> =>
  isGiven(flags, name) ? mapFlag(flags, name) : new Map();

export const connect: DockerCommand = {
  spec: {
    path: 'docker network connect',
    usage: 'docker network connect [OPTIONS] NETWORK CONTAINER',
    short: 'Connect a container to a network',
    args: { kind: 'exact', count: 2 },
    flags: [
      { name: 'alias', type: 'strings', usage: 'Add network-scoped alias for the container' },
      { name: 'driver-opt', type: 'strings', usage: 'driver options for the network' },
      {
        name: 'gw-priority',
        type: 'int',
        usage: 'Highest gw-priority provides the default gateway. Accepts positive and negative values.',
      },
      { name: 'ip', type: 'string', usage: 'IPv4 address (e.g., "172.30.100.104")' },
      { name: 'ip6', type: 'string', usage: 'IPv6 address (e.g., "2001:db8::33")' },
      { name: 'link', type: 'list', usage: 'Add link to another container' },
      { name: 'link-local-ip', type: 'strings', usage: 'Add a link-local address for the container' },
    ],
  },
  run: ({ world, host, flags, args }) => {
    const [network = '', container = ''] = args;
    const driverOptions = listFlag(flags, 'driver-opt').map((option) => [
      option.split('=')[0]!,
      option.split('=').slice(1).join('='),
    ]);
    const endpoint = endpointRequest({
      ...networkOption(network),
      aliases: listFlag(flags, 'alias'),
      links: listFlag(flags, 'link'),
      ip: stringFlag(flags, 'ip'),
      ip6: stringFlag(flags, 'ip6'),
      linkLocalIps: listFlag(flags, 'link-local-ip'),
      driverOptions: Object.fromEntries(driverOptions),
      gwPriority: numberFlag(flags, 'gw-priority'),
    });
    // The client always sends these three, empty or not.
    const reply = networkConnect(world, host, network, {
      Container: container,
      EndpointConfig: { IPAMConfig: {}, Aliases: [], DriverOpts: {}, ...endpoint },
    });
    return reply.ok ? succeed('') : fail(1, `${daemonError(reply.message)}\n`);
  },
};

export const disconnect: DockerCommand = {
  spec: {
    path: 'docker network disconnect',
    usage: 'docker network disconnect [OPTIONS] NETWORK CONTAINER',
    short: 'Disconnect a container from a network',
    args: { kind: 'exact', count: 2 },
    flags: [
      {
        name: 'force',
        shorthand: 'f',
        type: 'bool',
        usage: 'Force the container to disconnect from a network',
      },
    ],
  },
  run: ({ world, host, flags, args }) => {
    const reply = networkDisconnect(world, host, args[0]!, {
      Container: args[1]!,
      Force: boolFlag(flags, 'force'),
    });
    return reply.ok ? succeed('') : fail(1, `${daemonError(reply.message)}\n`);
  },
};

/** Asked before the routing mesh is taken away; whoever says nothing says no. */
const INGRESS_WARNING =
  'WARNING! Before removing the routing-mesh network, make sure all the nodes in your swarm run the same docker engine version. Otherwise, removal may not be effective and functionality of newly create ingress networks will be impaired.\nAre you sure you want to continue? [y/N] ';

export const removeNetwork: DockerCommand = {
  spec: {
    path: 'docker network rm',
    usage: 'docker network rm NETWORK [NETWORK...]',
    short: 'Remove one or more networks',
    aliases: ['docker network rm', 'docker network remove'],
    args: { kind: 'min', count: 1 },
    flags: [
      { name: 'force', shorthand: 'f', type: 'bool', usage: 'Do not error if the network does not exist' },
    ],
  },
  run: ({ world, host, flags, args, stdin }) => {
    const force = boolFlag(flags, 'force');
    const isIngress = args.some((term) => {
      const known = networkInspect(world, host, term);
      return known.ok && known.value.Ingress;
    });
    if (isIngress && !/^y(es)?$/i.test(stdin.trim())) return succeed(INGRESS_WARNING);
    const replies = args.map((term) => ({ term, reply: networkRemove(world, host, term) }));
    // With `-f` a network that is not there is passed over in silence.
    const wrong = replies.flatMap(({ reply }) =>
      reply.ok || (force && reply.status === 404) ? [] : [daemonError(reply.message)],
    );
    const stdout = replies.flatMap(({ term, reply }) => (reply.ok ? [`${term}\n`] : [])).join('');
    if (wrong.length === 0) return succeed(stdout);
    return { stdout, stderr: `${wrong.join('\n')}\nexit status 1\n`, rc: 1 };
  },
};

const LIST: ListSpec = {
  type: '*network.networkContext',
  defaultFormat: 'table {{.ID}}\\t{{.Name}}\\t{{.Driver}}\\t{{.Scope}}',
  headings: {
    ID: 'NETWORK ID',
    Name: 'NAME',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    IPv4: 'IPV4',
    IPv6: 'IPV6',
    Internal: 'INTERNAL',
    Labels: 'LABELS',
    CreatedAt: 'CREATED AT',
  },
};

const rowOf = (network: NetworkResource, truncate: boolean): ListRow => ({
  fields: {
    ID: truncate ? network.Id.slice(0, 12) : network.Id,
    Name: network.Name,
    Driver: network.Driver,
    Scope: network.Scope,
    IPv4: `${network.EnableIPv4 ?? false}`,
    IPv6: `${network.EnableIPv6}`,
    Internal: `${network.Internal}`,
    Labels: Object.entries(network.Labels ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .join(','),
    CreatedAt: network.Created.replace('T', ' ').replace('Z', ' +0000 UTC'),
  },
  methods: { Label: ([name = '']) => network.Labels?.[name] ?? '' },
});

/** Digits count as numbers: n2 comes before n11 (fvbommel/sortorder, which the client uses). */
export const naturalOrder = (a: string, b: string): number => {
  const [x, y] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    if (x[i] === y[i]) continue;
    const both = /^\d/.test(x[i]!) && /^\d/.test(y[i]!);
    if (both && Number(x[i]) !== Number(y[i])) return Number(x[i]) - Number(y[i]);
    return x[i]! < y[i]! ? -1 : 1;
  }
  return x.length - y.length;
};

export const listNetworks: DockerCommand = {
  spec: {
    path: 'docker network ls',
    usage: 'docker network ls [OPTIONS]',
    short: 'List networks',
    aliases: ['docker network ls', 'docker network list'],
    args: { kind: 'exact', count: 0 },
    flags: [
      {
        name: 'filter',
        shorthand: 'f',
        type: 'list',
        typeName: 'filter',
        usage: 'Provide filter values (e.g. "driver=bridge")',
      },
      { name: 'format', type: 'string', usage: 'Format output using a custom template' },
      { name: 'no-trunc', type: 'bool', usage: 'Do not truncate the output' },
      { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Only display network IDs' },
    ],
  },
  run: ({ world, host, flags }) => {
    const filters = parseFilters(listFlag(flags, 'filter'));
    if (!filters.ok) return fail(125, `${filters.message}\n`);
    const reply = networkList(world, host, filters.value);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const truncate = !boolFlag(flags, 'no-trunc');
    const networks = [...reply.value].sort((a, b) => naturalOrder(a.Name, b.Name));
    if (boolFlag(flags, 'quiet') && !isGiven(flags, 'format'))
      return succeed(networks.map(({ Id }) => `${truncate ? Id.slice(0, 12) : Id}\n`).join(''));
    const text = formatList(
      stringFlag(flags, 'format'),
      LIST,
      networks.map((network) => rowOf(network, truncate)),
    );
    return text.kind === 'ok'
      ? succeed(text.text)
      : fail(
          text.stage === 'parse' ? 64 : 1,
          `${text.stage === 'parse' ? 'template parsing error' : 'failed to execute template'}: ${text.message}\n`,
        );
  },
};

export const prune: DockerCommand = {
  spec: {
    path: 'docker network prune',
    usage: 'docker network prune [OPTIONS]',
    short: 'Remove all unused networks',
    args: { kind: 'exact', count: 0 },
    flags: [
      {
        name: 'filter',
        type: 'list',
        typeName: 'filter',
        usage: 'Provide filter values (e.g. "until=<timestamp>")',
      },
      { name: 'force', shorthand: 'f', type: 'bool', usage: 'Do not prompt for confirmation' },
    ],
  },
  run: ({ world, host, flags, stdin }) => {
    const question =
      'WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue? [y/N] ';
    const forced = boolFlag(flags, 'force');
    if (!forced && !/^y(es)?$/i.test(stdin.trim())) return fail(0, question);
    const filters = parseFilters(listFlag(flags, 'filter'));
    if (!filters.ok) return fail(125, `${filters.message}\n`);
    const reply = networkPrune(world, host, filters.value);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const deleted = reply.value.NetworksDeleted ?? [];
    const text =
      deleted.length === 0 ? '' : `Deleted Networks:\n${deleted.map((name) => `${name}\n`).join('')}\n`;
    return succeed(forced ? text : `${question}${text}`);
  },
};

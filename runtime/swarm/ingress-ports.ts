import { formatIp, type Ip } from '../address/ip.ts';
import type { PortConfig } from '../docker-api/service.ts';
import type { Engine } from '../engine/engine.ts';
import { GATEWAY_NETWORK } from '../engine/libnetwork/gateway-network.ts';
import { hostRoot } from '../engine/libnetwork/host.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { linkByName, netnsOf } from '../kernel/links.ts';
import {
  appendRule,
  chainOf,
  deleteRule,
  insertRule,
  newChain,
  ruleExists,
  rulesetOf,
} from '../kernel/netfilter/edit.ts';
import type { Match, Rule, TableName } from '../kernel/netfilter/rule.ts';
import type { Ruleset } from '../kernel/netfilter/ruleset.ts';
import { closeSocket, listen, socketById } from '../kernel/sockets.ts';
import { setSysctl } from '../kernel/sysctls.ts';
import type { World } from '../world.ts';
import type { EndpointRecord } from './cluster.ts';
import type { Balancer } from './membership.ts';

const CHAIN = 'DOCKER-INGRESS';
const local: Match = { kind: 'address-type', destination: 'LOCAL' };
const portMatch = (
  side: 'source-port' | 'destination-port',
  { Protocol, PublishedPort = 0 }: PortConfig,
): Match[] => [
  { kind: 'protocol', protocol: Protocol },
  { kind: side, protocol: Protocol, ports: { first: PublishedPort, last: PublishedPort } },
];
const rule = (why: string, matches: readonly Match[], target: Rule['target']): Rule => ({
  matches,
  target,
  origin: { by: 'engine', why },
});

/** A service's published ports on this host (libnetwork service_linux.go, programIngress). */
export function publishOnHost(
  world: World,
  engine: Engine,
  balancer: Balancer,
  record: EndpointRecord,
): void {
  const sandboxIp = gatewayAddress(world, balancer);
  if (sandboxIp === undefined) return;
  const rules = hostRules(world, engine);
  prepareChains(world.kernel, engine, world, rules);
  for (const port of record.ingressPorts) {
    for (const [table, one] of rulesOf(port, sandboxIp, record.serviceName))
      insertRule(world.kernel, rules, table, CHAIN, one);
    reservePort(world, engine, port);
  }
}

export function unpublishOnHost(
  world: World,
  engine: Engine,
  balancer: Balancer,
  record: EndpointRecord,
): void {
  const sandboxIp = gatewayAddress(world, balancer);
  const rules = hostRules(world, engine);
  for (const port of record.ingressPorts) {
    if (sandboxIp !== undefined)
      for (const [table, one] of rulesOf(port, sandboxIp, record.serviceName))
        deleteRule(world.kernel, rules, table, CHAIN, one);
    freePort(world, engine, port);
  }
}

const hostRules = (world: World, engine: Engine): Ruleset =>
  rulesetOf(netnsOf(world.kernel, hostRoot(world, engine.host)), 4);

/** The address of ingress_sbox on docker_gwbridge. */
const gatewayAddress = (world: World, { netns }: Balancer): Ip | undefined =>
  linkByName(world.kernel, netns, 'eth1')?.addresses[0]?.ip;

/** The chains come with the first published service, and stay. */
function prepareChains(kernel: Kernel, engine: Engine, world: World, rules: Ruleset): void {
  const fresh = chainOf(rules, 'nat', CHAIN) === undefined;
  for (const table of ['nat', 'filter'] as const) {
    if (chainOf(rules, table, CHAIN) !== undefined) continue;
    newChain(kernel, rules, table, CHAIN);
    appendRule(kernel, rules, table, CHAIN, rule('published ports of services', [], { kind: 'return' }));
  }
  const toChain = { kind: 'jump', chain: CHAIN } as const;
  const why = 'published ports of services';
  const jumps: [TableName, string, Rule][] = [
    ['nat', 'PREROUTING', rule(why, [local], toChain)],
    ['nat', 'OUTPUT', rule(why, [local], toChain)],
    ['filter', 'FORWARD', rule(why, [], toChain)],
  ];
  for (const [table, chain, jump] of jumps)
    if (!ruleExists(kernel, rules, table, chain, jump).ok) insertRule(kernel, rules, table, chain, jump);
  const masquerade = rule(
    'the host itself asks a published port of a service',
    [
      { kind: 'out-interface', name: GATEWAY_NETWORK },
      { kind: 'address-type', source: 'LOCAL' },
    ],
    { kind: 'masquerade' },
  );
  if (!ruleExists(kernel, rules, 'nat', 'POSTROUTING', masquerade).ok)
    insertRule(kernel, rules, 'nat', 'POSTROUTING', masquerade);
  if (fresh)
    setSysctl(kernel, hostRoot(world, engine.host), `net.ipv4.conf.${GATEWAY_NETWORK}.route_localnet`, '1');
  userChainFirst(kernel, rules);
}

/** The owner's rules come before the services' ports. */
function userChainFirst(kernel: Kernel, rules: Ruleset): void {
  const jump = rule('the owner comes first', [], { kind: 'jump', chain: 'DOCKER-USER' });
  if (!ruleExists(kernel, rules, 'filter', 'FORWARD', jump).ok) return;
  deleteRule(kernel, rules, 'filter', 'FORWARD', jump);
  insertRule(kernel, rules, 'filter', 'FORWARD', jump);
}

/** In the order in which they are put at the head of the chains. */
function rulesOf(port: PortConfig, sandboxIp: Ip, service: string): [TableName, Rule][] {
  const { PublishedPort = 0, Protocol } = port;
  const why = `published port ${PublishedPort} of service ${service}: to ${formatIp(sandboxIp)}`;
  const to = { first: PublishedPort, last: PublishedPort };
  return [
    ['nat', rule(why, portMatch('destination-port', port), { kind: 'dnat', to: sandboxIp, port: to })],
    [
      'filter',
      rule(
        `answers of service ${service}`,
        [
          { kind: 'protocol', protocol: Protocol },
          { kind: 'connection-state', module: 'state', states: ['RELATED', 'ESTABLISHED'] },
          { kind: 'source-port', protocol: Protocol, ports: to },
        ],
        { kind: 'accept' },
      ),
    ],
    ['filter', rule(why, portMatch('destination-port', port), { kind: 'accept' })],
  ];
}

const portKey = ({ Protocol, PublishedPort = 0 }: PortConfig): string => `${PublishedPort}/${Protocol}`;

/** dockerd keeps the port from others by listening on it. */
function reservePort(world: World, engine: Engine, port: PortConfig): void {
  const opened = listen(world.kernel, hostRoot(world, engine.host), {
    transport: port.Protocol,
    address: 'dual',
    port: port.PublishedPort ?? 0,
    process: { name: 'dockerd', pid: 1 },
    service: { kind: 'silent' },
  });
  if (opened.ok) engine.swarm!.ingressSockets.set(portKey(port), opened.socket.id);
}

function freePort(world: World, engine: Engine, port: PortConfig): void {
  const { ingressSockets } = engine.swarm!;
  const id = ingressSockets.get(portKey(port));
  const socket = id === undefined ? undefined : socketById(world.kernel, hostRoot(world, engine.host), id);
  if (socket !== undefined) closeSocket(world.kernel, socket);
  ingressSockets.delete(portKey(port));
}

import { hostCidr } from '../address/cidr.ts';
import { formatIp, type Ip } from '../address/ip.ts';
import type { Engine } from '../engine/engine.ts';
import {
  addIpvsDestination,
  addIpvsService,
  deleteIpvsDestination,
  deleteIpvsService,
  setIpvsWeight,
} from '../kernel/ipvs.ts';
import type { IpvsService } from '../kernel/kernel.ts';
import { addAddress, deleteAddress, linkByName, netnsOf } from '../kernel/links.ts';
import { appendRule, deleteRule, rulesetOf } from '../kernel/netfilter/edit.ts';
import type { Rule } from '../kernel/netfilter/rule.ts';
import { getSysctl } from '../kernel/sysctls.ts';
import type { World } from '../world.ts';
import { hasIpvs, translateBalanced } from './balancer.ts';
import type { Cluster, EndpointRecord } from './cluster.ts';
import { publishOnHost, unpublishOnHost } from './ingress-ports.ts';
import type { BalancedService, Balancer, NodeNetwork } from './membership.ts';

/**
 * A service is balanced for itself, and anew once it publishes other ports: the replicas of before keep their mark until the last
 * of them is gone (libnetwork service_common.go, serviceKey).
 */
export const balancedKey = ({ service, ingressPorts }: EndpointRecord): string =>
  [service, ...ingressPorts.map((port) => `${port.PublishedPort}:${port.TargetPort}/${port.Protocol}`)].join(
    ' ',
  );

/**
 * A replica of a service with a virtual address comes to a node's load balancer (libnetwork service_linux.go): the first one
 * brings the address, a firewall mark of the daemon's counter and the IPVS service that the mark chooses.
 */
export function balanceRecord(
  world: World,
  cluster: Cluster,
  engine: Engine,
  own: NodeNetwork,
  record: EndpointRecord,
): void {
  const { balancer } = own;
  if (balancer === undefined || record.vip === undefined || record.service === '') return;
  const key = balancedKey(record);
  let service = balancer.services.get(key);
  if (service === undefined) {
    service = { mark: engine.swarm!.nextMark++, vip: record.vip, backends: new Set() };
    balancer.services.set(key, service);
  }
  if (service.backends.has(record.id)) return;
  service.backends.add(record.id);
  if (!hasIpvs(world, engine)) return;
  const virtual =
    ipvsOf(world, balancer, service) ?? openService(world, cluster, engine, own, balancer, service, record);
  if (virtual !== undefined) addIpvsDestination(world.kernel, virtual, record.ip);
}

const ipvsOf = (world: World, balancer: Balancer, service: BalancedService): IpvsService | undefined =>
  netnsOf(world.kernel, balancer.netns).ipvs.find(({ mark }) => mark === service.mark);

/**
 * While the service of before still holds the address, nothing is opened: the engine gives up at that point, until a later replica
 * comes (moby issue 51656, so in both releases).
 */
function openService(
  world: World,
  cluster: Cluster,
  engine: Engine,
  own: NodeNetwork,
  balancer: Balancer,
  service: BalancedService,
  record: EndpointRecord,
): IpvsService | undefined {
  const { kernel } = world;
  const network = cluster.networks.get(own.id)!;
  if (getSysctl(kernel, balancer.netns, 'net.ipv4.vs.conntrack') !== '1')
    translateBalanced(world, network, own);
  const link = linkByName(kernel, balancer.netns, 'eth0');
  if (link === undefined) return undefined;
  if (!addAddress(kernel, link.id, { ip: service.vip, length: 32, scope: 'global' }).ok) return undefined;
  if (network.ingress) publishOnHost(world, engine, balancer, record);
  const rules = rulesetOf(netnsOf(kernel, balancer.netns), 4);
  for (const [chain, rule] of marksOf(service, network.ingress ? record : undefined))
    appendRule(kernel, rules, 'mangle', chain, rule);
  addIpvsService(kernel, balancer.netns, service.mark);
  return ipvsOf(world, balancer, service);
}

/** What goes to a published port, and what goes to the virtual address, gets the service's mark. */
function marksOf(
  { mark, vip }: BalancedService,
  record: EndpointRecord | undefined,
): (readonly [chain: string, rule: Rule])[] {
  const target = { kind: 'set-mark', value: mark, mask: 0xffffffff } as const;
  const why = `requests to ${formatIp(vip)} are balanced by mark ${mark}`;
  const origin = { by: 'engine', why } as const;
  const ports = (record?.ingressPorts ?? []).map(({ Protocol, PublishedPort = 0 }): [string, Rule] => [
    'PREROUTING',
    {
      matches: [
        { kind: 'protocol', protocol: Protocol },
        {
          kind: 'destination-port',
          protocol: Protocol,
          ports: { first: PublishedPort, last: PublishedPort },
        },
      ],
      target,
      origin,
    },
  ]);
  return [...ports, ['INPUT', { matches: [{ kind: 'destination', block: hostCidr(vip) }], target, origin }]];
}

/** Weight 0: no new connections, the old ones go on. */
export function disableRecord(world: World, _engine: Engine, own: NodeNetwork, record: EndpointRecord): void {
  const service = own.balancer?.services.get(balancedKey(record));
  if (own.balancer === undefined || service === undefined) return;
  const virtual = ipvsOf(world, own.balancer, service);
  if (virtual !== undefined) setIpvsWeight(world.kernel, virtual, record.ip, 0);
}

/** The last replica takes the service out of the load balancer, with its address, marks and published ports. */
export function unbalanceRecord(
  world: World,
  engine: Engine,
  own: NodeNetwork,
  record: EndpointRecord,
): void {
  const { balancer } = own;
  const service = balancer?.services.get(balancedKey(record));
  if (balancer === undefined || !service?.backends.delete(record.id)) return;
  const virtual = ipvsOf(world, balancer, service);
  if (virtual !== undefined) deleteIpvsDestination(world.kernel, virtual, record.ip);
  if (service.backends.size > 0) return;
  balancer.services.delete(balancedKey(record));
  if (virtual !== undefined) closeService(world, engine, own, balancer, service, record);
}

function closeService(
  world: World,
  engine: Engine,
  own: NodeNetwork,
  balancer: Balancer,
  service: BalancedService,
  record: EndpointRecord,
): void {
  const { kernel } = world;
  const isIngress = engine.controller.networks.get(own.id)?.ingress === true;
  const rules = rulesetOf(netnsOf(kernel, balancer.netns), 4);
  for (const [chain, rule] of marksOf(service, isIngress ? record : undefined))
    deleteRule(kernel, rules, 'mangle', chain, rule);
  if (isIngress) unpublishOnHost(world, engine, balancer, record);
  deleteIpvsService(kernel, balancer.netns, service.mark);
  removeVirtualAddress(world, balancer, service.vip);
}

function removeVirtualAddress(world: World, balancer: Balancer, vip: Ip): void {
  const link = linkByName(world.kernel, balancer.netns, 'eth0');
  if (link !== undefined) deleteAddress(world.kernel, link.id, vip, 32);
}

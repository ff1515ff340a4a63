import { hostCidr } from '../address/cidr.ts';
import { formatIp, type Ip } from '../address/ip.ts';
import type { PortConfig } from '../docker-api/service.ts';
import type { Engine } from '../engine/engine.ts';
import { endpointsOf } from '../engine/libnetwork/endpoint-order.ts';
import { netnsOf } from '../kernel/links.ts';
import { appendRule, rulesetOf } from '../kernel/netfilter/edit.ts';
import type { Match, Rule } from '../kernel/netfilter/rule.ts';
import type { World } from '../world.ts';
import type { Cluster, EndpointRecord, Service, SwarmNode, Task } from './cluster.ts';
import { announce, announceEnd, withdrawRecord } from './gossip.ts';
import { taskName } from './slots.ts';

/** A task that runs is told of on each of its networks: its names, its service and what that publishes. */
export function announceTask(
  world: World,
  cluster: Cluster,
  engine: Engine,
  node: SwarmNode,
  task: Task,
): void {
  const service = cluster.services.get(task.service);
  if (service === undefined) return;
  const name = taskName(cluster, task);
  const { controller } = engine;
  const sandbox = controller.sandboxes.get(engine.containers.get(task.containerId)?.sandboxId ?? '');
  const endpoints = sandbox === undefined ? [] : endpointsOf(controller, sandbox);
  const networks = [...task.addresses.keys()].map((id) => cluster.networks.get(id)!);
  for (const network of networks.sort((a, b) => Number(b.ingress) - Number(a.ingress))) {
    const endpoint = endpoints.find((one) => one.network === network.id);
    const ip = task.addresses.get(network.id);
    if (endpoint === undefined || ip === undefined) continue;
    const ingressPorts = network.ingress
      ? service.endpoint.ports.filter(({ PublishMode }) => PublishMode === 'ingress')
      : [];
    if (network.ingress) redirectPorts(world, engine, task, ip, ingressPorts);
    announce(world, cluster, node, {
      id: endpoint.id,
      network: network.id,
      node: node.id,
      name,
      ip,
      service: service.id,
      serviceName: service.spec.Name,
      vip: service.endpoint.vips.get(network.id),
      aliases: aliasesOf(service, network.id),
      taskAliases: [task.containerId.slice(0, 12)],
      ingressPorts,
      silent: false,
      disabled: false,
    });
  }
}

const aliasesOf = (service: Service, network: string): readonly string[] =>
  (service.spec.TaskTemplate.Networks ?? []).find(({ Target }) => Target === network)?.Aliases ?? [];

/** First the task takes nothing new, then it is gone. */
export function retireTask(
  world: World,
  cluster: Cluster,
  engine: Engine,
  node: SwarmNode,
  task: Task,
  forGood: boolean,
): void {
  for (const own of engine.swarm?.networks.values() ?? [])
    for (const record of [...own.records.values()]) {
      if (!isRecordOf(record, node, task)) continue;
      if (forGood) withdrawRecord(world, cluster, node, record);
      else {
        record.disabled = true;
        announceEnd(world, cluster, node, record);
      }
    }
}

const isRecordOf = (record: EndpointRecord, node: SwarmNode, task: Task): boolean =>
  record.node === node.id && record.service === task.service && record.name.endsWith(`.${task.id}`);

const origin = (why: string): NonNullable<Rule['origin']> => ({ by: 'engine', why });

/** In the task's namespace: published ports become its own, and nothing else passes over ingress. */
function redirectPorts(world: World, engine: Engine, task: Task, ip: Ip, ports: readonly PortConfig[]): void {
  const netns = engine.containers.get(task.containerId)?.netns;
  if (netns === undefined || ports.length === 0) return;
  const { kernel } = world;
  const rules = rulesetOf(netnsOf(kernel, netns), 4);
  const to: Match = { kind: 'destination', block: hostCidr(ip) };
  const from: Match = { kind: 'source', block: hostCidr(ip) };
  const single = (port: number) => ({ first: port, last: port });
  for (const { Protocol, PublishedPort = 0, TargetPort } of ports) {
    const protocol: Match = { kind: 'protocol', protocol: Protocol };
    const why = `published port ${PublishedPort} is ${TargetPort} here`;
    appendRule(kernel, rules, 'nat', 'PREROUTING', {
      matches: [to, protocol, { kind: 'destination-port', protocol: Protocol, ports: single(PublishedPort) }],
      target: { kind: 'redirect', port: single(TargetPort) },
      origin: origin(why),
    });
    appendRule(kernel, rules, 'filter', 'INPUT', {
      matches: [
        to,
        protocol,
        { kind: 'destination-port', protocol: Protocol, ports: single(TargetPort) },
        { kind: 'connection-state', module: 'conntrack', states: ['NEW', 'ESTABLISHED'] },
      ],
      target: { kind: 'accept' },
      origin: origin(why),
    });
    appendRule(kernel, rules, 'filter', 'OUTPUT', {
      matches: [
        from,
        protocol,
        { kind: 'source-port', protocol: Protocol, ports: single(TargetPort) },
        { kind: 'connection-state', module: 'conntrack', states: ['ESTABLISHED'] },
      ],
      target: { kind: 'accept' },
      origin: origin(`answers of port ${TargetPort}`),
    });
  }
  for (const protocol of ['sctp', 'udp', 'tcp'] as const) {
    const why = origin(`${formatIp(ip)} is for published ports alone`);
    const drop = { kind: 'drop' } as const;
    appendRule(kernel, rules, 'filter', 'INPUT', {
      matches: [to, { kind: 'protocol', protocol }],
      target: drop,
      origin: why,
    });
    appendRule(kernel, rules, 'filter', 'OUTPUT', {
      matches: [from, { kind: 'protocol', protocol }],
      target: drop,
      origin: why,
    });
  }
}

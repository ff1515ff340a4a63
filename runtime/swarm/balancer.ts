import { type Engine, versionOf } from '../engine/engine.ts';
import { createEndpoint, deleteSandbox, joinEndpoint } from '../engine/libnetwork/controller.ts';
import { startSandbox } from '../engine/libnetwork/populate.ts';
import { startResolver } from '../engine/libnetwork/resolver/start-resolver.ts';
import type { Sandbox } from '../engine/libnetwork/sandbox.ts';
import { netnsOf, setUp } from '../kernel/links.ts';
import { createNetns, loopbackOf } from '../kernel/namespaces.ts';
import { appendRule, rulesetOf } from '../kernel/netfilter/edit.ts';
import { setSysctl } from '../kernel/sysctls.ts';
import { randomHex } from '../random.ts';
import type { World } from '../world.ts';
import type { Cluster, ClusterNetwork, SwarmNode } from './cluster.ts';
import { announce } from './gossip.ts';
import type { NodeNetwork } from './membership.ts';

const INGRESS_SANDBOX = 'ingress_sbox';
const INGRESS_CONTAINER = 'ingress-sbox';

/** Whether a node's kernel can balance at all. */
export const hasIpvs = (world: World, engine: Engine): boolean =>
  world.kernel.machines.get(engine.host)!.features.ipVs;

/**
 * The namespace that balances a network's services on this node (libnetwork network.go, createLoadBalancerSandbox): that of
 * ingress reaches the host through docker_gwbridge, the others only their network.
 */
export function makeBalancer(
  world: World,
  cluster: Cluster,
  node: SwarmNode,
  engine: Engine,
  network: ClusterNetwork,
  own: NodeNetwork,
): void {
  const ip = node.attachments.get(network.id);
  if (ip === undefined) return;
  const key = network.ingress ? INGRESS_SANDBOX : `lb_${network.id.slice(0, 9)}`;
  const container = network.ingress ? INGRESS_CONTAINER : `lb-${network.name}`;
  const sandbox = balancerSandbox(world, engine, key, container, !network.ingress);
  const endpoint = createEndpoint(world, engine, network.id, {
    name: `${network.name}-endpoint`,
    container,
    ipv4: ip,
  });
  if (!endpoint.ok) return;
  joinEndpoint(world, engine, endpoint.value.id, sandbox.id);
  startSandbox(world, engine, sandbox.id);
  own.balancer = { sandboxId: sandbox.id, netns: sandbox.netns, ip, services: new Map() };
  announce(world, cluster, node, {
    id: endpoint.value.id,
    network: network.id,
    node: node.id,
    name: `${network.name}-endpoint`,
    ip,
    service: '',
    serviceName: '',
    vip: undefined,
    aliases: [],
    taskAliases: [],
    ingressPorts: [],
    silent: true,
    disabled: false,
  });
}

function balancerSandbox(
  world: World,
  engine: Engine,
  key: string,
  container: string,
  balances: boolean,
): Sandbox {
  const { kernel } = world;
  const netns = createNetns(kernel, { machine: engine.host, name: key, label: `${engine.host}/${key}` });
  if (!versionOf(engine).libnetwork.loopbackSpeaksIpv6)
    setSysctl(kernel, netns.id, 'net.ipv6.conf.all.disable_ipv6', '1');
  setUp(kernel, loopbackOf(kernel, netns.id).id);
  setSysctl(kernel, netns.id, 'net.ipv4.ip_forward', '1');
  setSysctl(kernel, netns.id, 'net.ipv4.vs.conntrack', '0');
  setSysctl(kernel, netns.id, 'net.ipv4.vs.expire_nodest_conn', '1');
  const sandbox: Sandbox = {
    id: randomHex(world.random, 64),
    key: `/var/run/docker/netns/${key}`,
    container,
    netns: netns.id,
    config: {
      label: `${engine.host}/${key}`,
      useHost: false,
      hostname: '',
      domainname: '',
      dns: [],
      dnsSearch: [],
      dnsOptions: [],
      extraHosts: [],
      exposed: [],
      published: [],
      linkedContainers: [],
    },
    endpoints: [],
    started: false,
    inDelete: false,
    writtenResolvConf: '',
    nextInterface: 0,
    balances,
  };
  engine.controller.sandboxes.set(sandbox.id, sandbox);
  startResolver(world, engine, sandbox);
  return sandbox;
}

export function removeBalancer(world: World, engine: Engine, own: NodeNetwork): void {
  if (own.balancer !== undefined) deleteSandbox(world, engine, own.balancer.sandboxId);
  own.balancer = undefined;
}

/** Replies come back the same way: what was balanced gets the load balancer's own address as its source. */
export function translateBalanced(world: World, network: ClusterNetwork, own: NodeNetwork): void {
  const { balancer } = own;
  if (balancer === undefined) return;
  const { kernel } = world;
  setSysctl(kernel, balancer.netns, 'net.ipv4.vs.conntrack', '1');
  const rules = rulesetOf(netnsOf(kernel, balancer.netns), 4);
  for (const { block } of network.subnets)
    appendRule(kernel, rules, 'nat', 'POSTROUTING', {
      matches: [{ kind: 'destination', block }, { kind: 'ipvs' }],
      target: { kind: 'snat', to: balancer.ip },
      origin: {
        by: 'engine',
        why: `answers of services on ${network.name} come back through the load balancer`,
      },
    });
}

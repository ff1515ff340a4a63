import { addToIp, formatIp, parseIpv4 } from '../../../runtime/address/ip.ts';
import type { ServiceSpec } from '../../../runtime/docker-api/service.ts';
import {
  type ServiceOptions,
  serviceOptions,
  serviceRequest,
} from '../../../runtime/docker-client/service-request.ts';
import type { Answer } from '../../../runtime/engine/daemon/answer.ts';
import { createEngine } from '../../../runtime/engine/engine.ts';
import type { VersionName } from '../../../runtime/engine/versions/version.ts';
import { addMachine } from '../../../runtime/kernel/create.ts';
import { addAddress, setUp } from '../../../runtime/kernel/links.ts';
import { addNic, addSegment } from '../../../runtime/kernel/segments.ts';
import { emptyWorld } from '../../../runtime/scenario/build-world.ts';
import { serviceCreate, swarmInit, swarmInspect, swarmJoin, taskList } from '../../../runtime/swarm/api.ts';
import type { Cluster } from '../../../runtime/swarm/cluster.ts';
import { advanceBy } from '../../../runtime/time/advance.ts';
import type { World } from '../../../runtime/world.ts';

const LAN = parseIpv4('192.168.1.30')!;

export function must<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

export const said = (answer: Answer<unknown>): string => (answer.ok ? '' : answer.message);

/** The address of h1, h2 and so on: 192.168.1.31, .32 ... */
export const addressOf = (node: number): string => formatIp(addToIp(LAN, node));

const requestFor = (node: number) => ({ ListenAddr: '', AdvertiseAddr: addressOf(node) });

/** Hosts h1 to hN with running engines on one LAN, in no swarm. */
export function hosts(count: number, version: VersionName = '20.10'): World {
  const world = emptyWorld(1);
  addSegment(world.kernel, 'lan');
  for (let node = 1; node <= count; node++) {
    const { root } = addMachine(world.kernel, { name: `h${node}`, kind: 'host' });
    const nic = addNic(world.kernel, root, { name: 'eth0', segment: 'lan', mac: 0x525400000000 + node });
    addAddress(world.kernel, nic.id, { ip: addToIp(LAN, node), length: 24, scope: 'global' });
    setUp(world.kernel, nic.id);
    must(createEngine(world, `h${node}`, { version }));
  }
  return world;
}

export const join = (world: World, node: number, token: string): Answer<unknown> =>
  swarmJoin(world, `h${node}`, {
    ...requestFor(node),
    RemoteAddrs: [`${addressOf(1)}:2377`],
    JoinToken: token,
  });

/** A swarm that has settled: the first `managers` of its nodes manage it. */
export function swarm(nodes: number, managers = 1, version: VersionName = '20.10'): World {
  const world = hosts(nodes, version);
  must(swarmInit(world, 'h1', requestFor(1)));
  const { Worker, Manager } = must(swarmInspect(world, 'h1')).JoinTokens;
  for (let node = 2; node <= nodes; node++) must(join(world, node, node <= managers ? Manager : Worker));
  advanceBy(world, 3_000);
  return world;
}

export const clusterOf = (world: World): Cluster => [...world.clusters.values()][0]!;

/** `docker service create`, and time to start. */
export function create(world: World, name: string, options: Partial<ServiceOptions> = {}): void {
  must(serviceCreate(world, 'h1', request(name, options)));
  advanceBy(world, 3_000);
}

export const request = (name: string, options: Partial<ServiceOptions> = {}): ServiceSpec =>
  serviceRequest({ ...serviceOptions(name, 'nginx'), ...options });

/** Where the tasks of a service are wanted, by slot: `web.1 h1 running`. */
export function tasksOf(world: World, service: string, host = 'h1'): string[] {
  const cluster = clusterOf(world);
  const tasks = must(taskList(world, host, { service: [service], 'desired-state': ['running'] }));
  return tasks
    .map(
      ({ Slot, NodeID, Status }) =>
        `${Slot ?? 'global'} ${cluster.nodes.get(NodeID ?? '')?.host ?? '-'} ${Status.State}`,
    )
    .sort();
}

import type { Ip } from '../address/ip.ts';
import { switchedOff } from '../kernel/faults.ts';
import type { Cluster, Service } from '../swarm/cluster.ts';
import type { World } from '../world.ts';
import { containerParty, type NoParty, type Party } from './party.ts';

const SERVICE_LABEL = 'com.docker.swarm.service.name';

/** Which tasks of a service: one slot, those of one node, or all. */
export interface TaskChoice {
  readonly slot?: number;
  readonly host?: string;
}

/**
 * The tasks of a service that run in fact, whatever the managers know of them: containers on machines that are
 * switched on, in the order of their names.
 */
export function runningTasks(
  world: World,
  service: string,
  { slot, host }: TaskChoice = {},
): readonly Party[] {
  const tasks: Party[] = [];
  for (const engine of world.engines.values()) {
    if (host !== undefined && engine.host !== host) continue;
    if (switchedOff(world.kernel, engine.host) !== undefined) continue;
    for (const container of engine.containers.values()) {
      if (container.config.Labels[SERVICE_LABEL] !== service) continue;
      if (slot !== undefined && !container.name.startsWith(`${service}.${slot}.`)) continue;
      const party = containerParty(world, engine, container);
      if (party.netns !== undefined) tasks.push(party);
    }
  }
  return tasks.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `demo.1`, `node2/demo`: the newest container of a slot, the first of a node. None runs: a party without an address. */
export function taskParty(world: World, service: string, choice: TaskChoice): Party {
  const name = choice.slot === undefined ? service : `${service}.${choice.slot}`;
  const tasks = [...runningTasks(world, service, choice)];
  const [task] = tasks.sort((a, b) => b.container!.created - a.container!.created);
  return task ? { ...task, name } : { kind: 'container', name, addresses: [] };
}

/** A service is asked at its virtual addresses, or at those of its tasks where it has none; its tasks ask for it. */
export function serviceParty(world: World, name: string): Party | NoParty {
  const found = findService(world, name);
  const tasks = runningTasks(world, name);
  if (found === undefined && tasks.length === 0) return { unknown: `there is no service \`${name}\`` };
  const vips = found ? virtualIpsOf(found.cluster, found.service) : [];
  const addresses = vips.length > 0 ? vips : tasks.flatMap((task) => task.addresses);
  return { kind: 'service', name, tasks, addresses };
}

export function findService(
  world: World,
  name: string,
): { readonly cluster: Cluster; readonly service: Service } | undefined {
  for (const cluster of world.clusters.values())
    for (const service of cluster.services.values())
      if (service.spec.Name === name) return { cluster, service };
  return undefined;
}

/** The addresses that its name stands for: none on ingress, where there are no names. */
export const virtualIpsOf = (cluster: Cluster, service: Service): readonly Ip[] =>
  [...service.endpoint.vips].flatMap(([network, ip]) =>
    ip === undefined || cluster.networks.get(network)?.ingress ? [] : [ip],
  );

/** The addresses of a service's running tasks on each of their networks that has names, sorted as text. */
export function taskAddresses(world: World, service: string): readonly (readonly string[])[] {
  const networks = new Map<string, string[]>();
  for (const { container, engine } of runningTasks(world, service))
    for (const { networkId, ipAddress } of container!.networks.values())
      if (ipAddress !== '' && !engine!.controller.networks.get(networkId)?.ingress)
        networks.set(networkId, [...(networks.get(networkId) ?? []), ipAddress]);
  return [...networks.values()].map((own) => own.sort());
}

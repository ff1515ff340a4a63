import type { Ip } from '../address/ip.ts';
import type { Engine } from '../engine/engine.ts';
import type { EndpointRecord } from './cluster.ts';
import type { NodeNetwork } from './membership.ts';

/**
 * The addresses that a name means on a network of the swarm, as this node knows it: a service's name its virtual address or,
 * without one, those of its tasks; `tasks.NAME` always the tasks (libnetwork agent.go, addServiceInfoToCluster).
 */
export function recordsNamed(engine: Engine, network: string, name: string): readonly Ip[] {
  const own = engine.swarm?.networks.get(network);
  if (own === undefined) return [];
  own.names ??= indexNames(own);
  return (own.names.get(name.toLowerCase()) ?? []).map(({ ip, vip }) =>
    isServiceName(own, name, vip) ? vip! : ip,
  );
}

const VIRTUAL = 'vip:';

/** Names of services with a virtual address are filed apart: their records stand for that one address. */
function isServiceName(own: NodeNetwork, name: string, vip: Ip | undefined): boolean {
  return vip !== undefined && own.names!.has(`${VIRTUAL}${name.toLowerCase()}`);
}

function indexNames(own: NodeNetwork): Map<string, EndpointRecord[]> {
  const names = new Map<string, EndpointRecord[]>();
  const file = (name: string, record: EndpointRecord): void => {
    const key = name.toLowerCase();
    const known = names.get(key);
    if (known === undefined) names.set(key, [record]);
    else if (!known.includes(record)) known.push(record);
  };
  for (const record of own.records.values()) {
    if (record.silent || record.disabled) continue;
    for (const name of [record.name, ...record.taskAliases]) file(name, record);
    if (record.service === '') continue;
    for (const name of [record.serviceName, ...record.aliases]) {
      file(name, record);
      file(`tasks.${name}`, record);
      if (record.vip !== undefined) names.set(`${VIRTUAL}${name.toLowerCase()}`, []);
    }
  }
  return names;
}

/** `NAME.NETWORK` of the endpoint with this address; a virtual address is nobody's. */
export function recordAt(engine: Engine, network: string, ip: Ip): EndpointRecord | undefined {
  for (const record of engine.swarm?.networks.get(network)?.records.values() ?? [])
    if (!record.silent && record.ip === ip) return record;
  return undefined;
}

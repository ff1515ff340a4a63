import type { NetworkResource } from '../runtime/docker-api/network.ts';
import type { Swarm } from '../runtime/docker-api/swarm.ts';
import type { SystemInfo } from '../runtime/docker-api/system.ts';
import { type Connection, Refusal } from './connection.ts';
import { LABEL } from './labels.ts';

/** The bridge that an engine makes for its swarm, and keeps when it leaves. */
const GATEWAY_BRIDGE = 'docker_gwbridge';

/** Takes an engine out of a swarm. */
export async function leaveSwarm(connection: Connection): Promise<void> {
  const { Swarm } = await connection.request<SystemInfo>({ method: 'GET', path: '/info' });
  if (Swarm.LocalNodeState === 'inactive') return;
  await connection.request({ method: 'POST', path: '/swarm/leave?force=1' });
  const networks = await connection.request<readonly NetworkResource[]>({ method: 'GET', path: '/networks' });
  const bridge = networks.find(({ Name }) => Name === GATEWAY_BRIDGE);
  if (bridge !== undefined) await connection.request({ method: 'DELETE', path: `/networks/${bridge.Id}` });
}

/** Whether the swarm that an engine manages is one of dnet's; a worker is not told. */
export async function isOurSwarm(connection: Connection): Promise<boolean> {
  try {
    const { Spec } = await connection.request<Swarm>({ method: 'GET', path: '/swarm' });
    return Spec.Labels?.[LABEL] !== undefined;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

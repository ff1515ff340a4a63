import { formatIp } from '../../runtime/address/ip.ts';
import { swarmInspect } from '../../runtime/swarm/api.ts';
import { MANAGEMENT_PORT } from '../../runtime/swarm/reach.ts';
import type { World } from '../../runtime/world.ts';

/** `docker swarm join --token SWMTKN-1-... 192.168.1.31:2377`: what `docker swarm join-token` of the manager says to type. */
export function swarmJoin(world: World, via: string, role: 'worker' | 'manager'): string {
  const swarm = swarmInspect(world, via);
  const advertised = world.engines.get(via)?.swarm?.advertised;
  const where = `${advertised === undefined ? via : formatIp(advertised)}:${MANAGEMENT_PORT}`;
  if (!swarm.ok) return `docker swarm join ${where}`;
  const { Worker, Manager } = swarm.value.JoinTokens;
  return `docker swarm join --token ${role === 'manager' ? Manager : Worker} ${where}`;
}

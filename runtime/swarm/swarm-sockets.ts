import type { Engine } from '../engine/engine.ts';
import { hostRoot } from '../engine/libnetwork/host.ts';
import { closeSocket, listen, type SocketSpec, socketById } from '../kernel/sockets.ts';
import type { World } from '../world.ts';
import type { Cluster } from './cluster.ts';
import type { Membership } from './membership.ts';
import { GOSSIP_PORT, MANAGEMENT_PORT } from './reach.ts';

const DOCKERD = { name: 'dockerd', pid: 1 };

/** What dockerd listens on as part of a swarm: gossip, and as a manager the cluster's management. */
export function openSwarmSockets(
  world: World,
  cluster: Cluster,
  engine: Engine,
  membership: Membership,
): void {
  closeSwarmSockets(world, engine, membership);
  const common = { address: 'dual', process: DOCKERD, service: { kind: 'silent' } } as const;
  const manages = cluster.nodes.get(membership.node)?.role === 'manager';
  const specs: SocketSpec[] = [
    ...(manages ? [{ ...common, transport: 'tcp', port: MANAGEMENT_PORT } as const] : []),
    { ...common, transport: 'tcp', port: GOSSIP_PORT },
    { ...common, transport: 'udp', port: GOSSIP_PORT },
  ];
  membership.sockets = specs.flatMap((spec) => {
    const opened = listen(world.kernel, hostRoot(world, engine.host), spec);
    return opened.ok ? [opened.socket.id] : [];
  });
}

export function closeSwarmSockets(world: World, engine: Engine, membership: Membership): void {
  for (const id of membership.sockets) {
    const socket = socketById(world.kernel, hostRoot(world, engine.host), id);
    if (socket !== undefined) closeSocket(world.kernel, socket);
  }
  membership.sockets = [];
}

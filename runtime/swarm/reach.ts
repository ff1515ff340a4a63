import type { Ip } from '../address/ip.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { netnsOf } from '../kernel/link-registry.ts';
import { PROTOCOL } from '../kernel/packet.ts';
import { beginWalk } from '../kernel/walk/walk.ts';
import { forgetConnections, post, sourceFor } from '../probe/exchange.ts';
import { closeConnection, type Opened, openConnection } from '../probe/open-connection.ts';
import type { World } from '../world.ts';

/** Cluster management, over TLS. */
export const MANAGEMENT_PORT = 2377;
/** Gossip between nodes, over TCP and UDP. */
export const GOSSIP_PORT = 7946;

/** Connects from a machine to a port of another: what every refusal and timeout of the swarm's own traffic comes from. */
export function dial(world: World, from: string, to: Ip, port: number): Opened {
  const netns = world.kernel.machines.get(from)!.root;
  const opened = openConnection(world, { netns, to, port });
  if (opened.connection !== undefined) closeConnection(world, opened.connection);
  return opened;
}

/** The machine that answers there, if one does. */
export function machineAt(world: World, { connection }: Opened): string | undefined {
  return connection === undefined ? undefined : world.kernel.namespaces.get(connection.server.netns)?.machine;
}

/** Whether `to` answers `from` when it is asked over UDP, as memberlist does: a ping there and an acknowledgement back. */
export function gossips(
  world: World,
  from: { readonly host: string; readonly address: Ip },
  to: { readonly host: string; readonly address: Ip },
): boolean {
  return datagram(world.kernel, from, to) && datagram(world.kernel, to, from);
}

function datagram(
  kernel: Kernel,
  from: { readonly host: string },
  to: { readonly host: string; readonly address: Ip },
): boolean {
  const netns = netnsOf(kernel, kernel.machines.get(from.host)!.root);
  const walk = beginWalk(kernel, netns);
  const fate = post(walk, netns, {
    source: sourceFor(kernel, { netns: netns.id, to: to.address }),
    destination: to.address,
    protocol: PROTOCOL.udp,
    sourcePort: GOSSIP_PORT,
    destinationPort: GOSSIP_PORT,
    kind: { kind: 'datagram' },
    size: 100,
    df: false,
  });
  const arrived = fate.kind === 'arrived' && kernel.namespaces.get(walk.deliveredAt)?.machine === to.host;
  forgetConnections(walk);
  return arrived;
}

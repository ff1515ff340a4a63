import type { Connection } from '../conntrack/connection.ts';
import { setServer } from '../conntrack/nat.ts';
import { confirmConnection } from '../conntrack/table.ts';
import { nextDestination } from '../ipvs.ts';
import type { Netns } from '../kernel.ts';
import { type Packet, PROTOCOL } from '../packet.ts';
import { settingsOf } from '../settings.ts';
import { complain, PORT_UNREACHABLE } from './complain.ts';
import { send } from './send.ts';
import { headerOf, lose, type Walk } from './walk.ts';

/**
 * IPVS at INPUT (ip_vs_in): a packet whose mark names a virtual server goes to one of its destinations, and on as if
 * it were made here. Undefined: not for IPVS. Echoes are never balanced, so a virtual address answers ping.
 */
export function balance(walk: Walk, netns: Netns, packet: Packet): boolean | undefined {
  const { connection, kernel } = walk;
  if (kernel.machines.get(netns.machine)?.features.ipVs === false) return undefined;
  if (connection?.ipvs && !walk.isReply) return toServer(walk, netns, packet, connection);
  if (connection === undefined || walk.state !== 'NEW' || !isBalanced(packet)) return undefined;
  const service = netns.ipvs.find(({ mark }) => mark === packet.mark);
  if (service === undefined || packet.mark === 0) return undefined;
  const destination = nextDestination(service);
  if (destination === undefined) {
    complain(walk, netns.id, packet, PORT_UNREACHABLE);
    return lose(walk, netns.id, packet, { kind: 'no-backend', netns: netns.id, mark: packet.mark });
  }
  setServer(netns, connection, destination.address);
  return toServer(walk, netns, packet, connection);
}

const isBalanced = ({ protocol, kind }: Packet): boolean =>
  (protocol === PROTOCOL.tcp && kind.kind === 'syn') ||
  protocol === PROTOCOL.udp ||
  protocol === PROTOCOL.sctp;

/** The packet gets its server's address and leaves again through OUTPUT and POSTROUTING, one hop older. */
function toServer(walk: Walk, netns: Netns, packet: Packet, connection: Connection): boolean {
  const to = connection.reply.source;
  walk.recorder?.hop({ kind: 'ipvs', netns: netns.id, packet: headerOf(packet), mark: packet.mark, to });
  packet.destination = to;
  packet.destinationPort = connection.reply.sourcePort;
  packet.ttl--;
  if (!settingsOf(walk.kernel, netns).ipvsTracked && !connection.confirmed) {
    connection.sourceNatDone = true;
    confirmConnection(netns, connection);
    walk.confirmed.push({ netns, connection });
  }
  return send(walk, netns, packet);
}

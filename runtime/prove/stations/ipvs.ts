import type { Netns } from '../../kernel/kernel.ts';
import { PROTOCOL } from '../../kernel/packet.ts';
import { settingsOf } from '../../kernel/settings.ts';
import { PORT_UNREACHABLE } from '../../kernel/walk/complain.ts';
import { confirmConnectionSet, setServerSet } from '../connection-set.ts';
import type { ConnectionSet, PacketSet } from '../packet-set.ts';
import { lose, newVariable, partOf, type SetWalk } from '../set-walk.ts';
import { between, only } from '../value-set.ts';
import { complainSet } from './complain.ts';
import { sendSet } from './send.ts';

/**
 * `balance` for a box of packets. Where round robin stands is not known: each destination with weight may be the one,
 * so the choice is a variable of its own.
 */
export function balanceSet(walk: SetWalk, netns: Netns, packet: PacketSet): boolean | undefined {
  const { connection, kernel } = walk;
  if (kernel.machines.get(netns.machine)?.features.ipVs === false) return undefined;
  if (connection?.ipvs && !walk.isReply) return toServer(walk, netns, packet, connection);
  if (connection === undefined || walk.state !== 'NEW' || !isBalanced(packet)) return undefined;
  const service = netns.ipvs.find(({ mark }) => mark === packet.mark);
  if (service === undefined || packet.mark === 0) return undefined;
  const servers = service.destinations.filter(({ weight }) => weight !== 0);
  if (servers.length === 0) {
    complainSet(walk, netns.id, packet, PORT_UNREACHABLE);
    return lose(walk, { kind: 'no-backend', netns: netns.id, mark: packet.mark });
  }
  const choice = newVariable(walk, 'server chosen by IPVS', between(0, servers.length - 1));
  const server = partOf(
    walk,
    choice,
    servers.map((value, index) => ({ set: only(index), value })),
    servers[0]!,
  );
  setServerSet(connection, server.address);
  return toServer(walk, netns, packet, connection);
}

const isBalanced = ({ protocol, kind }: PacketSet): boolean =>
  (protocol === PROTOCOL.tcp && kind.kind === 'syn') ||
  protocol === PROTOCOL.udp ||
  protocol === PROTOCOL.sctp;

function toServer(walk: SetWalk, netns: Netns, packet: PacketSet, connection: ConnectionSet): boolean {
  packet.destination = connection.reply.source;
  packet.destinationPort = connection.reply.sourcePort;
  packet.ttl--;
  if (!settingsOf(walk.kernel, netns).ipvsTracked && !connection.confirmed) {
    connection.sourceNatDone = true;
    confirmConnectionSet(walk, netns, connection);
  }
  return sendSet(walk, netns, packet);
}

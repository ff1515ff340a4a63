import { derived } from '../../kernel/derived.ts';
import type { Kernel, LinkOf, Netns } from '../../kernel/kernel.ts';
import { netnsOf } from '../../kernel/link-registry.ts';
import { PROTOCOL } from '../../kernel/packet.ts';
import { settingsOf } from '../../kernel/settings.ts';
import type { PacketSet } from '../packet-set.ts';
import { constantOf, forgetConnection, lose, newVariable, type SetWalk } from '../set-walk.ts';
import { between } from '../value-set.ts';
import { receiveSet } from './receive.ts';
import { sendSet } from './send.ts';
import { loseUnclaimedSet } from './transmit.ts';

type Vxlan = LinkOf<'vxlan'>;

const OVERHEAD = { 4: 50, 6: 70 } as const;

/** `encapsulate` for a box of packets. The outer source port is a hash: whatever it is, it is a free choice here. */
export function encapsulateSet(walk: SetWalk, link: Vxlan, packet: PacketSet): boolean {
  const remote = link.fdb.get(packet.destinationMac) ?? link.fdb.get(0);
  const underlay = walk.kernel.namespaces.get(link.underlay);
  if (remote === undefined || underlay === undefined) return loseUnclaimedSet(walk, link, packet);
  const v4 = typeof remote === 'number';
  const outer: PacketSet = {
    source: link.local === 0 && !v4 ? 0n : link.local,
    destination: remote,
    protocol: PROTOCOL.udp,
    sourcePort: newVariable(walk, "tunnel's source port", between(32768, 60999)),
    destinationPort: link.port,
    ttl: settingsOf(walk.kernel, underlay).ttl,
    size: packet.size + (v4 ? OVERHEAD[4] : OVERHEAD[6]),
    df: false,
    mark: 0,
    kind: { kind: 'datagram' },
    sourceMac: 0,
    destinationMac: 0,
    inner: packet,
    vni: link.vni,
  };
  forgetConnection(walk);
  return sendSet(walk, underlay, outer);
}

const devicesOf = derived((_: Kernel, links: Kernel['links']) => {
  const devices = new Map<number, Vxlan[]>();
  for (const link of links.values()) {
    if (link.kind !== 'vxlan') continue;
    const known = devices.get(link.underlay);
    if (known) known.push(link);
    else devices.set(link.underlay, [link]);
  }
  return devices;
});

/** A tunnel's packet always has one destination port, its device's: a rule can only turn it into another single one. */
const devicesAt = (walk: SetWalk, netns: Netns, packet: PacketSet): readonly Vxlan[] => {
  const port = constantOf(walk, packet.destinationPort);
  const devices = devicesOf(walk.kernel, walk.kernel.links).get(netns.id) ?? [];
  return devices.filter((device) => device.port === port);
};

/** `terminates` for a box of packets. */
export const terminatesSet = (walk: SetWalk, netns: Netns, packet: PacketSet): boolean =>
  packet.protocol === PROTOCOL.udp && devicesAt(walk, netns, packet).length > 0;

/** `decapsulate` for a box of packets. */
export function decapsulateSet(walk: SetWalk, netns: Netns, packet: PacketSet): boolean {
  const inner = packet.inner!;
  const device = devicesAt(walk, netns, packet).find(({ vni }) => vni === packet.vni);
  if (device === undefined)
    return lose(walk, {
      kind: 'no-listener',
      netns: netns.id,
      port: Number(constantOf(walk, packet.destinationPort) ?? 0),
    });
  forgetConnection(walk);
  inner.mark = 0;
  walk.netns = netnsOf(walk.kernel, device.netns);
  return receiveSet(walk, device, inner);
}

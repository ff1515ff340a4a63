import { hashOf } from '../conntrack/table.ts';
import { derived } from '../derived.ts';
import type { Kernel, LinkOf, Netns } from '../kernel.ts';
import { netnsOf } from '../link-registry.ts';
import { type Packet, PROTOCOL } from '../packet.ts';
import { settingsOf } from '../settings.ts';
import { receive } from './receive.ts';
import { send } from './send.ts';
import { loseUnclaimed } from './transmit.ts';
import { forgetConnection, headerOf, lose, type Walk } from './walk.ts';

type Vxlan = LinkOf<'vxlan'>;

/** Bytes around the inner packet: Ethernet, VXLAN, UDP, and IPv4 or IPv6. */
const OVERHEAD = { 4: 50, 6: 70 } as const;

/** A frame enters the tunnel: the device's table says which machine has that MAC; unknown ones are lost (l2miss). */
export function encapsulate(walk: Walk, link: Vxlan, packet: Packet): boolean {
  const remote = link.fdb.get(packet.destinationMac) ?? link.fdb.get(0);
  const underlay = walk.kernel.namespaces.get(link.underlay);
  if (remote === undefined || underlay === undefined) return loseUnclaimed(walk, link, packet);
  const { vni, port } = link;
  walk.recorder?.hop({
    kind: 'encapsulate',
    netns: link.netns,
    packet: headerOf(packet),
    link: link.id,
    vni,
    remote,
    encrypted: underlay.xfrm.some((policy) => policy.destination === remote),
  });
  const v4 = typeof remote === 'number';
  const outer: Packet = {
    source: link.local === 0 && !v4 ? 0n : link.local,
    destination: remote,
    protocol: PROTOCOL.udp,
    sourcePort: 32768 + (hashOf(packet) % 28232),
    destinationPort: port,
    ttl: settingsOf(walk.kernel, underlay).ttl,
    size: packet.size + (v4 ? OVERHEAD[4] : OVERHEAD[6]),
    df: false,
    mark: 0,
    kind: { kind: 'datagram' },
    sourceMac: 0,
    destinationMac: 0,
    inner: packet,
    vni,
  };
  forgetConnection(walk);
  return send(walk, underlay, outer);
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

const devicesAt = (kernel: Kernel, netns: Netns, packet: Packet): readonly Vxlan[] =>
  (devicesOf(kernel, kernel.links).get(netns.id) ?? []).filter(
    (device) => device.port === packet.destinationPort,
  );

/** Whether a tunnel of this namespace listens on the packet's UDP port. */
export const terminates = (kernel: Kernel, netns: Netns, packet: Packet): boolean =>
  packet.protocol === PROTOCOL.udp && devicesAt(kernel, netns, packet).length > 0;

/** A packet leaves the tunnel at the device of its VNI, as a frame that arrives there. */
export function decapsulate(walk: Walk, netns: Netns, packet: Packet): boolean {
  const inner = packet.inner!;
  const device = devicesAt(walk.kernel, netns, packet).find(({ vni }) => vni === packet.vni);
  if (device === undefined)
    return lose(walk, netns.id, packet, {
      kind: 'no-listener',
      netns: netns.id,
      port: packet.destinationPort,
    });
  walk.recorder?.hop({
    kind: 'decapsulate',
    netns: device.netns,
    packet: headerOf(inner),
    link: device.id,
    vni: device.vni,
  });
  forgetConnection(walk);
  inner.mark = 0;
  if (device.learning && !device.fdb.has(inner.sourceMac)) device.fdb.set(inner.sourceMac, packet.source);
  walk.netns = netnsOf(walk.kernel, device.netns);
  return receive(walk, device, inner);
}

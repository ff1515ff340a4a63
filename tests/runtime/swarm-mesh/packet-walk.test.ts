import { expect, test } from 'vitest';
import { formatIp } from '../../../runtime/address/ip.ts';
import { PROTOCOL } from '../../../runtime/kernel/packet.ts';
import type { Hop } from '../../../runtime/kernel/trace.ts';
import { demo, type Mesh } from './mesh.ts';

/**
 * Case b2: one request from outside to each node, with tcpdump in every namespace of its way. Lines are those that tcpdump
 * shows of the first packet and of the answer to it; the client's port is random and stands as `c`, veth names as `veth`.
 */

const mesh = demo();

/** `node1 eth0 In 192.168.1.100.c > 192.168.1.31.8080`; a datagram of the tunnel without its source port. */
function dumped({ session }: Mesh, hop: Hop): readonly string[] {
  if (hop.kind !== 'enter' && hop.kind !== 'leave') return [];
  const { namespaces, links } = session.world.kernel;
  const where = namespaces.get(hop.netns)!.label.replace(/^(node\d\/)?(demo\.\d)\..*$/, '$2');
  if (where === 'outside' || /\/1-/.test(where)) return [];
  const link = links.get(hop.link)!.name.replace(/^veth.*/, 'veth');
  const { source, destination, sourcePort, destinationPort, protocol } = hop.packet;
  const end = (ip: typeof source, port: number) => `${formatIp(ip)}.${port >= 32768 ? 'c' : port}`;
  const flow =
    protocol === PROTOCOL.udp
      ? `${formatIp(source)} > ${end(destination, destinationPort)} VXLAN`
      : `${end(source, sourcePort)} > ${end(destination, destinationPort)}`;
  return [`${where} ${link} ${hop.kind === 'enter' ? 'In' : 'Out'} ${flow}`];
}

/** The way of the first packet, and that of its answer. */
function firstRoundTrip(to: string): readonly string[] {
  const { hops } = mesh.reply('outside', to);
  const sends = hops.flatMap((hop, at) =>
    hop.kind === 'send' && mesh.session.world.kernel.namespaces.get(hop.netns)?.label === 'outside'
      ? [at]
      : [],
  );
  return hops.slice(sends[0], sends[1]).flatMap((hop) => dumped(mesh, hop));
}

test('to node1: the first request goes to the task on node2, through the tunnel', () => {
  expect(firstRoundTrip('192.168.1.31:8080')).toEqual([
    'node1 eth0 In 192.168.1.100.c > 192.168.1.31.8080',
    'node1 docker_gwbridge Out 192.168.1.100.c > 172.18.0.2.8080',
    'node1 veth Out 192.168.1.100.c > 172.18.0.2.8080',
    'node1/ingress_sbox eth1 In 192.168.1.100.c > 172.18.0.2.8080',
    'node1/ingress_sbox eth0 Out 10.0.0.2.c > 10.0.0.6.8080',
    'node1 eth0 Out 192.168.1.31 > 192.168.1.146.4789 VXLAN',
    'node2 eth0 In 192.168.1.31 > 192.168.1.146.4789 VXLAN',
    'demo.1 eth0 In 10.0.0.2.c > 10.0.0.6.8080',
    'demo.1 eth0 Out 10.0.0.6.8080 > 10.0.0.2.c',
    'node2 eth0 Out 192.168.1.146 > 192.168.1.31.4789 VXLAN',
    'node1 eth0 In 192.168.1.146 > 192.168.1.31.4789 VXLAN',
    'node1/ingress_sbox eth0 In 10.0.0.6.8080 > 10.0.0.2.c',
    'node1/ingress_sbox eth1 Out 172.18.0.2.8080 > 192.168.1.100.c',
    'node1 veth In 172.18.0.2.8080 > 192.168.1.100.c',
    'node1 eth0 Out 192.168.1.31.8080 > 192.168.1.100.c',
  ]);
});

test('to node1 again: the second one stays on the machine', () => {
  expect(firstRoundTrip('192.168.1.31:8080')).toEqual([
    'node1 eth0 In 192.168.1.100.c > 192.168.1.31.8080',
    'node1 docker_gwbridge Out 192.168.1.100.c > 172.18.0.2.8080',
    'node1 veth Out 192.168.1.100.c > 172.18.0.2.8080',
    'node1/ingress_sbox eth1 In 192.168.1.100.c > 172.18.0.2.8080',
    'node1/ingress_sbox eth0 Out 10.0.0.2.c > 10.0.0.7.8080',
    'demo.2 eth0 In 10.0.0.2.c > 10.0.0.7.8080',
    'demo.2 eth0 Out 10.0.0.7.8080 > 10.0.0.2.c',
    'node1/ingress_sbox eth0 In 10.0.0.7.8080 > 10.0.0.2.c',
    'node1/ingress_sbox eth1 Out 172.18.0.2.8080 > 192.168.1.100.c',
    'node1 veth In 172.18.0.2.8080 > 192.168.1.100.c',
    'node1 eth0 Out 192.168.1.31.8080 > 192.168.1.100.c',
  ]);
});

test('to node3, where no task runs: across the tunnel and back', () => {
  expect(firstRoundTrip('192.168.1.147:8080')).toEqual([
    'node3 eth0 In 192.168.1.100.c > 192.168.1.147.8080',
    'node3 docker_gwbridge Out 192.168.1.100.c > 172.18.0.2.8080',
    'node3 veth Out 192.168.1.100.c > 172.18.0.2.8080',
    'node3/ingress_sbox eth1 In 192.168.1.100.c > 172.18.0.2.8080',
    'node3/ingress_sbox eth0 Out 10.0.0.4.c > 10.0.0.7.8080',
    'node3 eth0 Out 192.168.1.147 > 192.168.1.31.4789 VXLAN',
    'node1 eth0 In 192.168.1.147 > 192.168.1.31.4789 VXLAN',
    'demo.2 eth0 In 10.0.0.4.c > 10.0.0.7.8080',
    'demo.2 eth0 Out 10.0.0.7.8080 > 10.0.0.4.c',
    'node1 eth0 Out 192.168.1.31 > 192.168.1.147.4789 VXLAN',
    'node3 eth0 In 192.168.1.31 > 192.168.1.147.4789 VXLAN',
    'node3/ingress_sbox eth0 In 10.0.0.7.8080 > 10.0.0.4.c',
    'node3/ingress_sbox eth1 Out 172.18.0.2.8080 > 192.168.1.100.c',
    'node3 veth In 172.18.0.2.8080 > 192.168.1.100.c',
    'node3 eth0 Out 192.168.1.147.8080 > 192.168.1.100.c',
  ]);
});

test('the tunnel carries number 4096, and what is inside is unpacked as it was packed', () => {
  const { hops } = mesh.reply('outside', '192.168.1.147:8080');
  const tunnels = hops.filter((hop) => hop.kind === 'encapsulate' || hop.kind === 'decapsulate');
  expect(tunnels.slice(0, 2).map(({ kind, vni }) => `${kind} ${vni}`)).toEqual([
    'encapsulate 4096',
    'decapsulate 4096',
  ]);
  expect(tunnels[0]!.packet).toEqual(tunnels[1]!.packet);
});

test('in the task, port 8080 becomes 80 on the way in, and 80 becomes 8080 on the way out', () => {
  const { hops } = mesh.reply('outside', '192.168.1.31:8080');
  const translated = hops
    .filter((hop) => hop.kind === 'nat')
    .filter(({ netns }) => mesh.session.world.kernel.namespaces.get(netns)!.label.includes('demo'))
    .map(({ from, to, manipulation }) =>
      manipulation === 'destination'
        ? `to ${from.destinationPort} ${to.destinationPort}`
        : `from ${from.sourcePort} ${to.sourcePort}`,
    );
  expect(translated.slice(0, 2)).toEqual(['to 8080 80', 'from 80 8080']);
});

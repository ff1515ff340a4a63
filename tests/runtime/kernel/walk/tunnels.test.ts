import { expect, test } from 'vitest';
import { deleteTunnelEntry } from '../../../../runtime/kernel/fdb.ts';
import { setMtu } from '../../../../runtime/kernel/links.ts';
import { deleteNeighbour } from '../../../../runtime/kernel/neighbours.ts';
import { appendRule } from '../../../../runtime/kernel/netfilter/edit.ts';
import type { Match, Rule } from '../../../../runtime/kernel/netfilter/rule.ts';
import type { Hop } from '../../../../runtime/kernel/trace.ts';
import { addXfrmPolicy } from '../../../../runtime/kernel/xfrm.ts';
import { ping } from '../../../../runtime/probe/ping.ts';
import { at, icmp, inShort, ip, iptables, type Lab, linkAt, tcp } from '../lab.ts';
import { overlay } from '../overlay.ts';

const hopsOf = (lab: Lab, from: string, to: string): Hop[] => {
  const hops: Hop[] = [];
  ping(lab, { netns: at(lab, from).id, to: ip(to), recorder: { hop: (hop) => hops.push(hop) } });
  return hops;
};

test('a frame crosses the tunnel in a datagram to the other machine', () => {
  const lab = overlay();
  expect(tcp(lab, 'h1/a', '10.0.1.4', 80)).toBe('ok h2/b peer=10.0.1.3 local=10.0.1.4:80');
  const hops = hopsOf(lab, 'h1/a', '10.0.1.4');
  expect(hops.find((hop) => hop.kind === 'encapsulate')).toMatchObject({
    vni: 4097,
    remote: ip('192.168.1.32'),
    encrypted: false,
  });
  expect(hops.some((hop) => hop.packet.destinationPort === 4789 && hop.packet.protocol === 17)).toBe(true);
});

test('without the neighbour entry nobody answers ARP; without the MAC entry the frame is lost', () => {
  const deaf = overlay();
  deleteNeighbour(deaf.kernel, at(deaf, 'h1/net').id, linkAt(deaf, 'h1/net', 'vxlan0').id, ip('10.0.1.4'));
  expect(icmp(deaf, 'h1/a', '10.0.1.4')).toBe('unreachable 3/1');
  const blind = overlay();
  deleteTunnelEntry(blind.kernel, linkAt(blind, 'h1/net', 'vxlan0').id, linkAt(blind, 'h2/b', 'eth0').mac);
  expect(icmp(blind, 'h1/a', '10.0.1.4')).toBe('timeout no-neighbour');
});

test.each([
  ['OUTPUT of the machine', 'h1', '-A OUTPUT -p udp --dport 4789 -j DROP'],
  ['INPUT of the other', 'h2', '-A INPUT -p udp --dport 4789 -j DROP'],
])('rules of the underlay bite: %s', (_, where, rule) => {
  const lab = overlay();
  iptables(lab, where, rule);
  expect(icmp(lab, 'h1/a', '10.0.1.4')).toBe('timeout rule');
});

test('another VNI is another network', () => {
  const lab = overlay();
  Object.assign(linkAt(lab, 'h2/net', 'vxlan0'), { vni: 4098 });
  expect(icmp(lab, 'h1/a', '10.0.1.4')).toBe('timeout no-listener');
});

test('the tunnel takes 50 bytes: a full-sized packet is cut in pieces, not lost, on the underlay', () => {
  const lab = overlay();
  const big = (size: number) =>
    inShort(ping(lab, { netns: at(lab, 'h1/a').id, to: ip('10.0.1.4'), size, df: true }));
  expect(big(1422)).toBe('ok ttl=64');
  expect(big(1423)).toBe('unreachable too-big');
  setMtu(lab.kernel, linkAt(lab, 'h1/a', 'eth0').id, 1500);
  expect(big(1472), 'the port of the bridge is smaller').toBe('timeout too-big');
});

const MARK = 0xd0c4e3;
const POLICY = { direction: 'out', mark: MARK, spi: 1, requestId: 13681891 } as const;
const ON_OUR_NETWORK: Match = { kind: 'vxlan-vni', vni: 4097, text: '-m u32 --u32 ...' };
const DECRYPTED: Match = { kind: 'ipsec-policy', direction: 'in', policy: 'ipsec' };

/** What the overlay driver writes on each node: mark what goes out, take in only what was encrypted. */
function encrypted(state: boolean, features: { esp?: boolean } = {}): Lab {
  const lab = overlay(features);
  const { kernel } = lab;
  const ends = [ip('192.168.1.31'), ip('192.168.1.32')] as const;
  ['h1', 'h2'].forEach((host, index) => {
    const node = at(lab, host);
    const mark: Rule = {
      matches: [ON_OUR_NETWORK],
      target: { kind: 'set-mark', value: MARK, mask: 0xffffffff },
    };
    appendRule(kernel, node.ipv4, 'mangle', 'OUTPUT', mark);
    appendRule(kernel, node.ipv4, 'filter', 'INPUT', {
      matches: [ON_OUR_NETWORK, DECRYPTED],
      target: { kind: 'accept' },
    });
    appendRule(kernel, node.ipv4, 'filter', 'INPUT', { matches: [ON_OUR_NETWORK], target: { kind: 'drop' } });
    const [source, destination] = index === 0 ? ends : [ends[1], ends[0]];
    const ways = [
      { source, destination, spi: 1, key: '' },
      { source: destination, destination: source, spi: 2, key: '' },
    ];
    addXfrmPolicy(kernel, node.id, { ...POLICY, source, destination, states: state ? ways : [] });
  });
  return lab;
}

test('encrypted: only ESP on the wire, and what comes in plain is dropped', () => {
  const lab = encrypted(true);
  expect(tcp(lab, 'h1/a', '10.0.1.4', 80)).toBe('ok h2/b peer=10.0.1.3 local=10.0.1.4:80');
  const wire = hopsOf(lab, 'h1/a', '10.0.1.4').filter(
    (hop) => hop.kind === 'leave' && hop.link === linkAt(lab, 'h1', 'eth0').id,
  );
  expect(wire.map((hop) => hop.packet.protocol)).toEqual([50]);
  at(lab, 'h1').xfrm.length = 0;
  expect(icmp(lab, 'h1/a', '10.0.1.4')).toBe('timeout rule');
});

test.each([
  ['a kernel without ESP', encrypted(true, { esp: false })],
  ['a policy without its state', encrypted(false)],
])('%s loses the packets of an encrypted network', (_, lab) => {
  expect(icmp(lab, 'h1/a', '10.0.1.4')).toBe('timeout no-encryption');
});

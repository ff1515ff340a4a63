import { expect, test } from 'vitest';
import type { Connection } from '../../../../runtime/kernel/conntrack/connection.ts';
import { track } from '../../../../runtime/kernel/conntrack/track.ts';
import { compileMatch } from '../../../../runtime/kernel/netfilter/compile-match.ts';
import type { Match } from '../../../../runtime/kernel/netfilter/rule.ts';
import type { Packet, PacketKind } from '../../../../runtime/kernel/packet.ts';
import { beginWalk } from '../../../../runtime/kernel/walk/walk.ts';
import { parseIptables } from '../../../../runtime/shell/commands/iptables/parse-command.ts';
import { at, ip, linkAt, machine, newLab } from '../lab.ts';

const lab = newLab();
machine(lab, 'h1', { lan: ['192.168.1.31/24'], back: ['10.0.0.1/24'] });
const h1 = at(lab, 'h1');

const packet = (more: Partial<Packet> = {}): Packet => ({
  source: ip('10.0.0.2'),
  destination: ip('192.168.1.31'),
  protocol: 6,
  sourcePort: 40000,
  destinationPort: 80,
  ttl: 64,
  size: 60,
  df: true,
  mark: 0,
  kind: { kind: 'syn' },
  sourceMac: 0x0242ac110002,
  destinationMac: 0,
  ...more,
});

const of = (kind: PacketKind['kind']): PacketKind => ({ kind, sequence: 1 }) as PacketKind;

function matchesOf(options: string): readonly Match[] {
  const parsed = parseIptables(['-A', 'X', ...options.split(' ')], 4);
  if (!parsed.ok || !('rule' in parsed.request))
    throw new Error(`${options}: ${!parsed.ok && parsed.message}`);
  return parsed.request.rule.matches;
}

/** Whether a packet that came in by eth1 fulfils the options, after conntrack has seen it. */
function fits(options: string, one: Packet, connection?: Partial<Connection>): boolean {
  const walk = beginWalk(lab.kernel, h1);
  walk.in = linkAt(lab, 'h1', 'eth1');
  track(walk, h1, one);
  if (connection && walk.connection) Object.assign(walk.connection, connection);
  return matchesOf(options).every((match) => compileMatch(match)(one, walk));
}

test.each<[string, boolean, Partial<Packet>?]>([
  ['-i eth1', true],
  ['-i eth0', false],
  ['! -i eth0', true],
  ['-i eth+', true],
  ['-i veth+', false],
  ['-o eth1', false],
  ['! -o eth1', true],
  ['-s 10.0.0.0/24', true],
  ['! -s 10.0.0.0/24', false],
  ['-s 10.0.0.3', false],
  ['-d 0.0.0.0/0', true],
  ['-m iprange --src-range 10.0.0.1-10.0.0.3', true],
  ['-m iprange --dst-range 10.0.0.1-10.0.0.3', false],
  ['-p tcp', true],
  ['-p udp', false],
  ['! -p udp', true],
  ['-p tcp --dport 80', true],
  ['-p tcp --dport 81:90', false],
  ['-p tcp ! --dport 80', false],
  ['-p tcp --sport 30000:50000', true],
  ['-p tcp -m multiport --dports 22,80,443', true],
  ['-p tcp -m multiport --sports 22,80,443', false],
  ['-p tcp -m multiport --ports 80', true],
  ['-p tcp --syn', true],
  ['-p tcp --syn', false, { kind: of('syn-ack') }],
  ['-p icmp --icmp-type echo-request', true, { protocol: 1, kind: of('echo-request') }],
  ['-p icmp --icmp-type echo-request', false, { protocol: 1, kind: of('echo-reply') }],
  ['-m conntrack --ctstate NEW', true],
  ['-m conntrack --ctstate NEW', false, { kind: of('syn-ack') }],
  ['-m conntrack --ctstate INVALID', true, { kind: of('rst') }],
  ['-m conntrack ! --ctstate INVALID', true],
  ['-m state --state RELATED,ESTABLISHED', false],
  ['-m conntrack --ctorigdstport 80', true],
  ['-m conntrack --ctorigdst 192.168.1.31', true],
  ['-m addrtype --dst-type LOCAL', true],
  ['-m addrtype --src-type LOCAL', false],
  ['-m addrtype ! --src-type LOCAL', true],
  ['-m addrtype --dst-type BROADCAST', true, { destination: ip('10.0.0.255') }],
  ['-m addrtype --dst-type MULTICAST', true, { destination: ip('224.0.0.1') }],
  ['-m mark --mark 0x10/0xf0', true, { mark: 0x1f }],
  ['-m mark --mark 0x10', false, { mark: 0x1f }],
  ['-m mac --mac-source 02:42:ac:11:00:02', true],
])('%s: %s', (options, wanted, more) => {
  expect(fits(options, packet(more))).toBe(wanted);
});

test.each<[Match, boolean, Partial<Packet>?]>([
  [{ kind: 'tcp-flags', mask: ['RST'], set: ['RST'] }, true, { kind: of('rst') }],
  [{ kind: 'tcp-flags', mask: ['FIN', 'SYN', 'RST', 'ACK'], set: ['SYN'] }, true],
  [{ kind: 'tcp-flags', mask: ['ACK'], set: [] }, false, { kind: of('data') }],
  [{ kind: 'limit', rate: '3/min', burst: 5 }, true],
  [{ kind: 'vxlan-vni', vni: 4097, text: '' }, true, { vni: 4097 }],
  [{ kind: 'bridged' }, false],
  [{ kind: 'ipsec-policy', direction: 'in', policy: 'none' }, true],
])('%o: %s', (match, wanted, more) => {
  expect(compileMatch(match)(packet(more), beginWalk(lab.kernel, h1))).toBe(wanted);
});

test('translated connections are seen by their state', () => {
  const reply = {
    protocol: 6,
    source: ip('172.17.0.2'),
    destination: ip('10.0.0.2'),
    sourcePort: 80,
    destinationPort: 40000,
  };
  expect(fits('-m conntrack --ctstate DNAT', packet(), { reply })).toBe(true);
  expect(fits('-m conntrack --ctstate SNAT', packet(), { reply })).toBe(false);
  expect(fits('-m conntrack --ctstate DNAT', packet())).toBe(false);
});

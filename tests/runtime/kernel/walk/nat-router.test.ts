import { expect, test } from 'vitest';
import { connectionsOf } from '../../../../runtime/kernel/conntrack/table.ts';
import { setMtu } from '../../../../runtime/kernel/links.ts';
import { addRoute } from '../../../../runtime/kernel/routes.ts';
import { connectTcp } from '../../../../runtime/probe/connect-tcp.ts';
import { openConnection } from '../../../../runtime/probe/open-connection.ts';
import { ping } from '../../../../runtime/probe/ping.ts';
import {
  at,
  block,
  icmp,
  inShort,
  ip,
  iptables,
  type Lab,
  linkAt,
  machine,
  newLab,
  route,
  serve,
  sysctl,
  tcp,
  udp,
} from '../lab.ts';

/** inside 10.0.0.2 - router 10.0.0.1 / 203.0.113.1 - server 203.0.113.10, and far 198.51.100.2 behind it. */
function routed(): Lab {
  const lab = newLab();
  machine(lab, 'inside', { home: ['10.0.0.2/24'] });
  machine(lab, 'router', { home: ['10.0.0.1/24'], net: ['203.0.113.1/24'] });
  machine(lab, 'server', { net: ['203.0.113.10/24'], far: ['198.51.100.1/24'] });
  machine(lab, 'far', { far: ['198.51.100.2/24'] });
  route(lab, 'inside', 'default', '10.0.0.1');
  route(lab, 'far', 'default', '198.51.100.1');
  route(lab, 'router', '198.51.100.0/24', '203.0.113.10');
  sysctl(lab, 'router', 'net.ipv4.ip_forward', '1');
  sysctl(lab, 'server', 'net.ipv4.ip_forward', '1');
  for (const name of ['inside', 'server', 'far']) serve(lab, name, 'tcp', 80);
  serve(lab, 'server', 'udp', 53);
  return lab;
}

const MASQUERADE = '-t nat -A POSTROUTING -s 10.0.0.0/24 -o eth1 -j MASQUERADE';

test('without a way back nothing is answered; masquerading makes one', () => {
  const lab = routed();
  expect(tcp(lab, 'inside', '203.0.113.10', 80)).toBe('timeout no-route');
  iptables(lab, 'router', MASQUERADE);
  expect(tcp(lab, 'inside', '203.0.113.10', 80)).toBe('ok server peer=203.0.113.1 local=203.0.113.10:80');
  expect(udp(lab, 'inside', '203.0.113.10', 53)).toBe('ok server peer=203.0.113.1 local=203.0.113.10:53');
  expect(icmp(lab, 'inside', '203.0.113.10')).toBe('ok ttl=63');
  expect(tcp(lab, 'inside', '198.51.100.2', 80)).toBe('ok far peer=203.0.113.1 local=198.51.100.2:80');
});

test.each([
  ['an address', '-j SNAT --to-source 203.0.113.77', '203.0.113.77'],
  ['an address and ports', '-p tcp -j SNAT --to-source 203.0.113.1:4000-4001', '203.0.113.1'],
])('SNAT to %s', (_, target, peer) => {
  const lab = routed();
  route(lab, 'server', '203.0.113.77/32', '203.0.113.1');
  iptables(lab, 'router', `-t nat -A POSTROUTING -s 10.0.0.0/24 ${target}`);
  if (peer === '203.0.113.77') {
    // Nobody answers ARP for an address that the router does not have: the route above leads the answer there.
    expect(tcp(lab, 'inside', '203.0.113.10', 80)).toBe(`ok server peer=${peer} local=203.0.113.10:80`);
  } else {
    const answer = connectTcp(lab, { netns: at(lab, 'inside').id, to: ip('203.0.113.10'), port: 80 });
    expect(answer).toMatchObject({ answer: { peer: { ip: ip(peer), port: 4000 } } });
  }
});

test('two clients with the same port are told apart by another one', () => {
  const lab = routed();
  machine(lab, 'twin', { home: ['10.0.0.3/24'] });
  route(lab, 'twin', 'default', '10.0.0.1');
  iptables(lab, 'router', MASQUERADE);
  const open = (from: string) =>
    openConnection(lab, {
      netns: at(lab, from).id,
      to: ip('203.0.113.10'),
      port: 80,
      bind: { port: 5555 },
    });
  const ports = ['inside', 'twin'].map((from) => {
    const { outcome } = open(from);
    return outcome.kind === 'delivered' ? outcome.answer.peer?.port : outcome.kind;
  });
  expect(ports).toEqual([5555, 5556]);
  expect(connectionsOf(lab.kernel, at(lab, 'router').id)).toHaveLength(2);
});

test('DNAT: the server sees the client, the client sees the address it asked', () => {
  const lab = routed();
  iptables(
    lab,
    'router',
    '-t nat -A PREROUTING -i eth1 -p tcp --dport 8080 -j DNAT --to-destination 10.0.0.2:80',
  );
  expect(tcp(lab, 'server', '203.0.113.1', 8080)).toBe('ok inside peer=203.0.113.10 local=10.0.0.2:80');
  expect(tcp(lab, 'server', '203.0.113.1', 8081)).toBe('refused no-listener');
});

test('errors from behind a DNAT come from the address that was asked', () => {
  const lab = routed();
  iptables(
    lab,
    'router',
    '-t nat -A PREROUTING -p udp --dport 99 -j DNAT --to-destination 10.0.0.2:99',
    '-t nat -A PREROUTING -p tcp --dport 99 -j DNAT --to-destination 10.0.0.99:99',
    '-t nat -A PREROUTING -p tcp --dport 98 -j DNAT --to-destination 10.0.0.2:98',
  );
  expect(udp(lab, 'server', '203.0.113.1', 99), 'port unreachable').toBe('refused no-listener');
  expect(tcp(lab, 'server', '203.0.113.1', 98), 'reset').toBe('refused no-listener');
  expect(tcp(lab, 'server', '203.0.113.1', 99), 'nobody there: host unreachable').toBe('unreachable 3/1');
});

test('errors about masqueraded packets find the client behind', () => {
  const lab = routed();
  iptables(lab, 'router', MASQUERADE);
  expect(udp(lab, 'inside', '203.0.113.10', 54)).toBe('refused no-listener');
  expect(icmp(lab, 'inside', '203.0.113.99'), 'ARP fails on the router').toBe('unreachable 3/1');
  expect(icmp(lab, 'inside', '198.51.100.99'), 'ARP fails behind the server').toBe('unreachable 3/1');
});

test.each([
  [
    'REDIRECT where it comes in',
    'inside',
    '203.0.113.10',
    '-t nat -A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 3128',
    'ok router peer=10.0.0.2 local=10.0.0.1:3128',
  ],
  [
    'REDIRECT where it is made',
    'router',
    '203.0.113.10',
    '-t nat -A OUTPUT -p tcp --dport 80 -j REDIRECT --to-ports 3128',
    'ok router peer=203.0.113.1 local=127.0.0.1:3128',
  ],
])('%s', (_, from, to, rule, wanted) => {
  const lab = routed();
  serve(lab, 'router', 'tcp', 3128);
  iptables(lab, 'router', rule);
  expect(tcp(lab, from, to, 80)).toBe(wanted);
});

test.each([
  ['unreachable', 'unreachable 3/1'],
  ['prohibit', 'unreachable 3/13'],
  ['blackhole', 'timeout no-route'],
] as const)('a route of type %s', (type, wanted) => {
  const lab = routed();
  addRoute(lab.kernel, at(lab, 'router').id, { destination: block('192.0.2.0/24'), type });
  expect(icmp(lab, 'inside', '192.0.2.1')).toBe(wanted);
});

test('no route on the way: network unreachable, from the router', () => {
  const lab = routed();
  const outcome = ping(lab, { netns: at(lab, 'inside').id, to: ip('192.0.2.1') });
  expect(outcome).toMatchObject({ kind: 'unreachable', icmp: { type: 3, code: 0, from: ip('10.0.0.1') } });
});

test('no route on the machine itself: at once, without ICMP', () => {
  const lab = routed();
  expect(icmp(lab, 'server', '192.0.2.1')).toBe('unreachable no-route');
});

test('TTL runs out at the router, which says so', () => {
  const lab = routed();
  iptables(lab, 'router', MASQUERADE);
  const outcome = ping(lab, { netns: at(lab, 'inside').id, to: ip('203.0.113.10'), ttl: 1 });
  expect(outcome).toMatchObject({ kind: 'unreachable', icmp: { type: 11, code: 0, from: ip('10.0.0.1') } });
});

test('a small MTU on the way: big packets are refused by name, TCP sends smaller ones', () => {
  const lab = routed();
  iptables(lab, 'router', MASQUERADE);
  setMtu(lab.kernel, linkAt(lab, 'router', 'eth1').id, 1400);
  const from = at(lab, 'inside').id;
  const big = ping(lab, { netns: from, to: ip('203.0.113.10'), size: 1472, df: true });
  expect(big).toMatchObject({ kind: 'unreachable', icmp: { type: 3, code: 4 }, cause: { mtu: 1400 } });
  expect(inShort(ping(lab, { netns: from, to: ip('203.0.113.10'), size: 1472 }))).toBe('ok ttl=63');
  const download = { netns: from, to: ip('203.0.113.10'), port: 80, size: 1500 };
  expect(connectTcp(lab, download).kind).toBe('delivered');
  iptables(lab, 'router', '-t mangle -A OUTPUT -p icmp -j DROP');
  expect(inShort(connectTcp(lab, download)), 'a path MTU black hole').toBe('timeout too-big');
});

test('a packet that is too big for the own link never leaves', () => {
  const lab = routed();
  setMtu(lab.kernel, linkAt(lab, 'inside', 'eth0').id, 1400);
  const big = { netns: at(lab, 'inside').id, to: ip('10.0.0.1'), size: 1472, df: true };
  expect(inShort(ping(lab, big))).toBe('unreachable too-big');
});

test('a way back by another link is taken, unless rp_filter or a stateful rule minds', () => {
  const lab = routed();
  // The far machine has a second card at home: answers to 10.0.0.2 go there directly, past the router.
  machine(lab, 'both', { far: ['198.51.100.3/24'], home: ['10.0.0.9/24'] });
  route(lab, 'both', 'default', '198.51.100.1');
  serve(lab, 'both', 'tcp', 80);
  expect(tcp(lab, 'inside', '198.51.100.3', 80)).toBe('ok both peer=10.0.0.2 local=198.51.100.3:80');
  iptables(
    lab,
    'router',
    '-P FORWARD DROP',
    '-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT',
    '-A FORWARD -p tcp --syn -j ACCEPT',
  );
  expect(tcp(lab, 'inside', '198.51.100.3', 80), 'the router has never seen the answer').toBe(
    'timeout policy',
  );
  const filtered = routed();
  machine(filtered, 'both', { far: ['198.51.100.3/24'], home: ['10.0.0.9/24'] });
  route(filtered, 'both', 'default', '198.51.100.1');
  sysctl(filtered, 'both', 'net.ipv4.conf.eth0.rp_filter', '1');
  expect(tcp(filtered, 'inside', '198.51.100.3', 80)).toBe('timeout martian');
});

test('loopback addresses stay on the machine, unless route_localnet lets them in', () => {
  const lab = routed();
  const rule = '-t nat -A PREROUTING -p tcp --dport 9 -j DNAT --to-destination 127.0.0.1:80';
  iptables(lab, 'server', rule);
  expect(tcp(lab, 'router', '203.0.113.10', 9)).toBe('timeout martian');
  sysctl(lab, 'server', 'net.ipv4.conf.eth0.route_localnet', '1');
  expect(tcp(lab, 'router', '203.0.113.10', 9)).toBe('ok server peer=203.0.113.1 local=127.0.0.1:80');
});

test('an answer that nobody translates back is not the one the client waits for', () => {
  const lab = routed();
  machine(lab, 'second', { home: ['10.0.0.5/24'] });
  serve(lab, 'second', 'tcp', 80);
  iptables(lab, 'router', '-t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 10.0.0.5:80');
  sysctl(lab, 'router', 'net.ipv4.conf.all.send_redirects', '0');
  // The second machine answers the first directly, from its own address.
  expect(tcp(lab, 'inside', '10.0.0.1', 80)).toBe('timeout unexpected-answer');
});

test('marks reach rules and connections', () => {
  const lab = routed();
  iptables(
    lab,
    'router',
    MASQUERADE,
    '-t mangle -A PREROUTING -i eth0 -p tcp --dport 80 -j MARK --set-xmark 0x7/0xff',
    '-A FORWARD -m mark --mark 0x7 -j REJECT --reject-with icmp-admin-prohibited',
  );
  expect(tcp(lab, 'inside', '203.0.113.10', 80)).toBe('unreachable 3/13');
  expect(udp(lab, 'inside', '203.0.113.10', 53)).toMatch(/^ok/);
});

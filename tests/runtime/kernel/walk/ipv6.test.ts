import { expect, test } from 'vitest';
import { setMtu } from '../../../../runtime/kernel/links.ts';
import { ping } from '../../../../runtime/probe/ping.ts';
import {
  at,
  bridge,
  container,
  icmp,
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

function sixes(): Lab {
  const lab = newLab();
  machine(lab, 'client', { lan: ['fd00:1::100/64'] });
  machine(lab, 'h1', { lan: ['fd00:1::31/64'] });
  bridge(lab, 'h1', 'br6', 'fd00:d:1::1/64');
  container(lab, 'h1/a', 'br6', 'fd00:d:1::2/64', 'fd00:d:1::1');
  container(lab, 'h1/b', 'br6', 'fd00:d:1::3/64', 'fd00:d:1::1');
  route(lab, 'client', 'fd00:d:1::/64', 'fd00:1::31');
  sysctl(lab, 'h1', 'net.ipv6.conf.all.forwarding', '1');
  for (const label of ['h1/a', 'h1/b', 'client'])
    for (const transport of ['tcp', 'udp'] as const) serve(lab, label, transport, 80, { address: 'any6' });
  return lab;
}

test('neighbours, routes and answers as with IPv4', () => {
  const lab = sixes();
  expect(tcp(lab, 'h1/a', 'fd00:d:1::3', 80)).toBe('ok h1/b peer=[fd00:d:1::2] local=[fd00:d:1::3]:80');
  expect(tcp(lab, 'client', 'fd00:d:1::2', 80)).toBe('ok h1/a peer=[fd00:1::100] local=[fd00:d:1::2]:80');
  expect(udp(lab, 'h1/a', 'fd00:1::100', 80)).toMatch(/^ok client/);
  expect(icmp(lab, 'h1/a', 'fd00:1::100')).toBe('ok ttl=63');
  expect(icmp(lab, 'h1/a', '::1')).toBe('ok ttl=64');
  expect(udp(lab, 'client', 'fd00:d:1::2', 81)).toBe('refused no-listener');
  expect(icmp(lab, 'client', 'fd00:d:1::99')).toBe('unreachable 1/3');
  expect(icmp(lab, 'h1/a', 'fd00:9::1'), 'no route on the host').toBe('unreachable 1/0');
});

test('a machine answers only for the address of the link that is asked', () => {
  const lab = sixes();
  expect(icmp(lab, 'client', 'fd00:1::31')).toBe('ok ttl=64');
  route(lab, 'client', 'fd00:d:1::1/128', undefined, 'eth0');
  expect(icmp(lab, 'client', 'fd00:d:1::1')).toBe('unreachable 1/3');
});

test('without forwarding nothing passes; ip6tables rules bite', () => {
  const lab = sixes();
  iptables(lab, 'h1', '6:-A FORWARD -i eth0 -o br6 -p tcp -j REJECT');
  expect(tcp(lab, 'client', 'fd00:d:1::2', 80)).toBe('refused rule');
  expect(icmp(lab, 'client', 'fd00:d:1::2')).toBe('ok ttl=63');
  sysctl(lab, 'h1', 'net.ipv6.conf.all.forwarding', '0');
  expect(icmp(lab, 'client', 'fd00:d:1::2')).toBe('timeout not-forwarding');
});

test('published ports through ip6tables', () => {
  const lab = sixes();
  iptables(lab, 'h1', '6:-t nat -A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination [fd00:d:1::2]:80');
  expect(tcp(lab, 'client', 'fd00:1::31', 8080)).toBe('ok h1/a peer=[fd00:1::100] local=[fd00:d:1::2]:80');
});

test('routers do not cut IPv6 packets', () => {
  const lab = sixes();
  setMtu(lab.kernel, linkAt(lab, 'h1', 'br6').id, 1400);
  const big = ping(lab, { netns: at(lab, 'client').id, to: ip('fd00:d:1::2'), size: 1452 });
  expect(big).toMatchObject({ kind: 'unreachable', icmp: { type: 2, code: 0 }, cause: { mtu: 1400 } });
});

test('link-local addresses reach neighbours and are not forwarded', () => {
  const lab = sixes();
  const local = linkAt(lab, 'h1/b', 'eth0').addresses.find((a) => a.scope === 'link')!.ip;
  expect(ping(lab, { netns: at(lab, 'h1/a').id, to: local }).kind).toBe('delivered');
});

test('disable_ipv6 takes the addresses and the ability', () => {
  const lab = sixes();
  sysctl(lab, 'h1/a', 'net.ipv6.conf.all.disable_ipv6', '1');
  expect(linkAt(lab, 'h1/a', 'eth0').addresses).toEqual([]);
  expect(icmp(lab, 'h1/a', 'fd00:d:1::3')).toBe('unreachable no-route');
});

import { expect, test } from 'vitest';
import { connectionsOf } from '../../../../runtime/kernel/conntrack/table.ts';
import { addIpvsDestination, addIpvsService, setIpvsWeight } from '../../../../runtime/kernel/ipvs.ts';
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
  netns,
  newLab,
  plug,
  serve,
  sysctl,
  tcp,
} from '../lab.ts';

/** The load balancer of a network as swarm sets it up: it holds the VIP 10.0.1.2, marks it, and masquerades as .9. */
function balanced(features: { ipVs?: boolean } = {}): Lab {
  const lab = newLab();
  machine(lab, 'h1', {}, { features });
  bridge(lab, 'h1', 'br0', '10.0.1.1/24');
  for (const [name, address] of [
    ['caller', '10.0.1.3'],
    ['one', '10.0.1.4'],
    ['two', '10.0.1.5'],
  ] as const) {
    container(lab, `h1/${name}`, 'br0', `${address}/24`);
    serve(lab, `h1/${name}`, 'tcp', 80);
  }
  netns(lab, 'h1/lb');
  plug(lab, 'h1/lb', 'br0', ['10.0.1.9/24', '10.0.1.2/32']);
  sysctl(lab, 'h1/lb', 'net.ipv4.ip_forward', '1');
  sysctl(lab, 'h1/lb', 'net.ipv4.vs.conntrack', '1');
  iptables(
    lab,
    'h1/lb',
    '-t mangle -A INPUT -d 10.0.1.2/32 -j MARK --set-xmark 0x101/0xffffffff',
    '-t nat -A POSTROUTING -d 10.0.1.0/24 -m ipvs --ipvs -j SNAT --to-source 10.0.1.9',
  );
  const service = addIpvsService(lab.kernel, at(lab, 'h1/lb').id, 0x101);
  addIpvsDestination(lab.kernel, service, ip('10.0.1.4'));
  addIpvsDestination(lab.kernel, service, ip('10.0.1.5'));
  return lab;
}

const ask = (lab: Lab, times: number): string[] =>
  Array.from({ length: times }, () => tcp(lab, 'h1/caller', '10.0.1.2', 80));

test('round robin begins with the destination added last; the server sees the balancer', () => {
  expect(ask(balanced(), 3)).toEqual([
    'ok h1/two peer=10.0.1.9 local=10.0.1.5:80',
    'ok h1/one peer=10.0.1.9 local=10.0.1.4:80',
    'ok h1/two peer=10.0.1.9 local=10.0.1.5:80',
  ]);
});

test('weight 0 gets nothing; without any weight the client is refused', () => {
  const lab = balanced();
  const [service] = at(lab, 'h1/lb').ipvs;
  setIpvsWeight(lab.kernel, service!, ip('10.0.1.5'), 0);
  expect(ask(lab, 2)).toEqual(Array(2).fill('ok h1/one peer=10.0.1.9 local=10.0.1.4:80'));
  setIpvsWeight(lab.kernel, service!, ip('10.0.1.4'), 0);
  expect(ask(lab, 1)).toEqual(['refused no-backend']);
});

test('a port that the servers do not serve is refused, and the virtual address answers ping', () => {
  const lab = balanced();
  expect(tcp(lab, 'h1/caller', '10.0.1.2', 81)).toBe('refused no-listener');
  expect(icmp(lab, 'h1/caller', '10.0.1.2')).toBe('ok ttl=64');
});

test('a server that asks its own virtual address is answered, by itself too', () => {
  const lab = balanced();
  const answers = [1, 2].map(() => tcp(lab, 'h1/one', '10.0.1.2', 80));
  expect(answers).toEqual([
    'ok h1/two peer=10.0.1.9 local=10.0.1.5:80',
    'ok h1/one peer=10.0.1.9 local=10.0.1.4:80',
  ]);
});

test('a kernel without IPVS takes the packet for itself, where nothing listens', () => {
  expect(ask(balanced({ ipVs: false }), 1)).toEqual(['refused no-listener']);
});

test('connections that are not tracked keep their source, and the answer goes past the balancer', () => {
  const lab = balanced();
  sysctl(lab, 'h1/lb', 'net.ipv4.vs.conntrack', '0');
  expect(ask(lab, 1)).toEqual(['timeout unexpected-answer']);
  expect(linkAt(lab, 'h1/lb', 'eth0').up).toBe(true);
});

test('the balancer itself asks its virtual address, over loopback: answered, and no connection stays behind', () => {
  const lab = balanced();
  expect([1, 2, 3].map(() => tcp(lab, 'h1/lb', '10.0.1.2', 80))).toEqual([
    'ok h1/two peer=10.0.1.2 local=10.0.1.5:80',
    'ok h1/one peer=10.0.1.2 local=10.0.1.4:80',
    'ok h1/two peer=10.0.1.2 local=10.0.1.5:80',
  ]);
  expect(connectionsOf(lab.kernel, at(lab, 'h1/lb').id)).toEqual([]);
});

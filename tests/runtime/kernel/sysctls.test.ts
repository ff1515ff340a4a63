import { expect, test } from 'vitest';
import { createNetns } from '../../../runtime/kernel/namespaces.ts';
import { getSysctl } from '../../../runtime/kernel/sysctls.ts';
import { at, linkAt, machine, newLab, sysctl } from './lab.ts';

function host() {
  const lab = newLab();
  machine(lab, 'h1', { lan: ['10.0.0.1/24'] });
  const get = (key: string, label = 'h1') => getSysctl(lab.kernel, at(lab, label).id, key);
  return { lab, get };
}

test.each([
  ['net.ipv4.ip_forward', '0'],
  ['net.ipv4.ip_local_port_range', '32768\t60999'],
  ['net.bridge.bridge-nf-call-iptables', '1'],
  ['net.ipv4.conf.all.route_localnet', '0'],
  ['net.ipv4.conf.eth0.rp_filter', '0'],
  ['net.ipv4.conf.eth9.rp_filter', undefined],
  ['net.ipv4.no_such_key', undefined],
])('%s begins as %s', (key, value) => {
  expect(host().get(key)).toBe(value);
});

test('ip_forward has another name, and speaks for the links', () => {
  const { lab, get } = host();
  sysctl(lab, 'h1', 'net.ipv4.conf.all.forwarding', '1');
  expect([get('net.ipv4.ip_forward'), get('net.ipv4.conf.eth0.forwarding')]).toEqual(['1', '1']);
});

test('a link takes what default says, and forgets its own value with its name', () => {
  const { lab, get } = host();
  sysctl(lab, 'h1', 'net.ipv4.conf.default.rp_filter', '2');
  expect(get('net.ipv4.conf.eth0.rp_filter')).toBe('2');
  expect(sysctl(lab, 'h1', 'net.ipv4.conf.nope.rp_filter', '1')).toBe(false);
  expect(linkAt(lab, 'h1', 'eth0').up).toBe(true);
});

test('a new namespace takes the IPv4 settings of its machine', () => {
  const { lab, get } = host();
  sysctl(lab, 'h1', 'net.ipv4.ip_forward', '1');
  sysctl(lab, 'h1', 'net.bridge.bridge-nf-call-iptables', '0');
  createNetns(lab.kernel, { machine: 'h1', name: 'n', label: 'h1/n' });
  expect(get('net.ipv4.ip_forward', 'h1/n')).toBe('1');
  expect(get('net.bridge.bridge-nf-call-iptables', 'h1/n')).toBe('1');
});

import { expect, test } from 'vitest';
import type { Socket, Transport } from '../../../runtime/kernel/kernel.ts';
import {
  allocateEphemeralPort,
  closeSocket,
  findSocket,
  listen,
  socketsOf,
} from '../../../runtime/kernel/sockets.ts';
import { at, ip, machine, newLab, serve, sysctl } from './lab.ts';

type Bound = Socket['address'];
const [V4, OTHER_V4, V6] = [ip('10.0.0.1'), ip('10.0.0.2'), ip('fd00::1')];

function host() {
  const lab = newLab();
  machine(lab, 'h1', { lan: ['10.0.0.1/24', '10.0.0.2/24', 'fd00::1/64'] });
  return lab;
}

test.each<[string, Bound, Bound, boolean]>([
  ['the same address', V4, V4, false],
  ['two addresses', V4, OTHER_V4, true],
  ['wildcard and address', 'any4', V4, false],
  ['address and wildcard', V4, 'any4', false],
  ['the wildcards of both families', 'any4', 'any6', true],
  ['both families at once and IPv4', 'dual', 'any4', false],
  ['both families at once and an IPv4 address', 'dual', V4, false],
  ['both families at once and IPv6', 'any6', 'dual', false],
  ['IPv6 wildcard and IPv4 address', 'any6', V4, true],
  ['IPv6 wildcard and IPv6 address', 'any6', V6, false],
])('%s on one port', (_, first, second, works) => {
  const lab = host();
  serve(lab, 'h1', 'tcp', 80, { address: first });
  const process = { name: 'x', pid: 2 };
  const again = (transport: Transport) =>
    listen(lab.kernel, at(lab, 'h1').id, {
      transport,
      address: second,
      port: 80,
      process,
      service: { kind: 'silent' },
    });
  expect(again('tcp').ok).toBe(works);
  expect(again('udp').ok, 'another transport never minds').toBe(true);
});

test('an address that the namespace does not have cannot be bound, unless a sysctl lets it', () => {
  const lab = host();
  const bind = () =>
    listen(lab.kernel, at(lab, 'h1').id, {
      transport: 'tcp',
      address: ip('10.0.0.3'),
      port: 80,
      process: { name: 'x', pid: 2 },
      service: { kind: 'silent' },
    });
  expect(bind()).toEqual({ ok: false, error: 'cannot assign requested address' });
  sysctl(lab, 'h1', 'net.ipv4.ip_nonlocal_bind', '1');
  expect(bind().ok).toBe(true);
});

test('a closed socket frees its port', () => {
  const lab = host();
  const socket = serve(lab, 'h1', 'tcp', 80);
  closeSocket(lab.kernel, socket);
  expect(socketsOf(lab.kernel, at(lab, 'h1').id)).toEqual([]);
  expect(serve(lab, 'h1', 'tcp', 80).port).toBe(80);
});

test('the socket of the very address is asked before the wildcard', () => {
  const lab = host();
  const wildcard = serve(lab, 'h1', 'tcp', 80, { address: 'any6' });
  const exact = serve(lab, 'h1', 'tcp', 80, { address: V4 });
  const netns = at(lab, 'h1');
  expect(findSocket(lab.kernel, netns, 'tcp', V4, 80)).toBe(exact);
  expect(findSocket(lab.kernel, netns, 'tcp', V6, 80)).toBe(wildcard);
  expect(findSocket(lab.kernel, netns, 'tcp', OTHER_V4, 80)).toBeUndefined();
});

test('ephemeral ports count up through the range, around, and past those in use', () => {
  const lab = host();
  sysctl(lab, 'h1', 'net.ipv4.ip_local_port_range', '40000 40002');
  serve(lab, 'h1', 'tcp', 40001);
  const { id } = at(lab, 'h1');
  const next = () => allocateEphemeralPort(lab.kernel, id, 'tcp');
  expect([next(), next(), next()]).toEqual([40000, 40002, 40000]);
  expect(serve(lab, 'h1', 'tcp', 0).port).toBe(40002);
});

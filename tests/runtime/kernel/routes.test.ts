import { expect, test } from 'vitest';
import { formatCidr } from '../../../runtime/address/cidr.ts';
import { formatIp } from '../../../runtime/address/ip.ts';
import {
  addRoute,
  deleteRoute,
  isBroadcast,
  isLinkDown,
  isLocal,
  lookupRoute,
} from '../../../runtime/kernel/routes.ts';
import { at, block, bridge, ip, type Lab, linkAt, machine, newLab, route } from './lab.ts';

function host(): Lab {
  const lab = newLab();
  machine(lab, 'h1', { lan: ['192.168.1.31/24'], back: ['10.0.0.1/8', 'fd00:1::1/64'] });
  route(lab, 'h1', 'default', '192.168.1.1');
  route(lab, 'h1', '10.1.0.0/16', '192.168.1.2');
  return lab;
}

test.each([
  ['8.8.8.8', '0.0.0.0/0 via 192.168.1.1'],
  ['10.1.2.3', '10.1.0.0/16 via 192.168.1.2'],
  ['10.2.2.3', '10.0.0.0/8'],
  ['192.168.1.77', '192.168.1.0/24'],
  ['fd00:1::5', 'fd00:1::/64'],
  ['fd00:2::5', 'none'],
])('the longest prefix for %s is %s', (to, wanted) => {
  const lab = host();
  const found = lookupRoute(lab.kernel, at(lab, 'h1').id, ip(to));
  const via = found?.via === undefined ? '' : ` via ${formatIp(found.via)}`;
  expect(found === undefined ? 'none' : `${formatCidr(found.destination)}${via}`).toBe(wanted);
});

test('of two routes to one block the lower metric counts', () => {
  const lab = host();
  const { id } = at(lab, 'h1');
  const spec = { destination: block('172.16.0.0/12'), via: ip('192.168.1.3') };
  addRoute(lab.kernel, id, { ...spec, metric: 200 });
  addRoute(lab.kernel, id, { ...spec, via: ip('10.0.0.3'), metric: 100 });
  expect(lookupRoute(lab.kernel, id, ip('172.16.0.1'))?.via).toBe(ip('10.0.0.3'));
});

test('`ip route` lists default first, then by address; IPv6 inner blocks first, default last', () => {
  const lab = host();
  route(lab, 'h1', 'default', 'fd00:1::9');
  route(lab, 'h1', '10.0.0.0/16', '10.0.0.9');
  expect(at(lab, 'h1').routes.map((one) => formatCidr(one.destination))).toEqual([
    '0.0.0.0/0',
    '10.0.0.0/16',
    '10.0.0.0/8',
    '10.1.0.0/16',
    '192.168.1.0/24',
    'fd00:1::/64',
    'fe80::/64',
    'fe80::/64',
    '::/0',
  ]);
});

test.each([
  ['a twin', '10.1.0.0/16', '192.168.1.3', 'RTNETLINK answers: File exists'],
  ['a gateway that is not on a link', '10.9.0.0/16', '172.16.0.1', 'Error: Nexthop has invalid gateway.'],
  ['an own address as gateway', '10.9.0.0/16', '192.168.1.31', 'Error: Nexthop has invalid gateway.'],
  ['neither gateway nor link', '10.9.0.0/16', undefined, 'RTNETLINK answers: No such device'],
])('refused: %s', (_, to, via, error) => {
  const lab = host();
  const spec = { destination: block(to), ...(via !== undefined && { via: ip(via) }) };
  expect(addRoute(lab.kernel, at(lab, 'h1').id, spec)).toEqual({ ok: false, error });
});

test('a route is deleted once', () => {
  const lab = host();
  const { id } = at(lab, 'h1');
  expect(deleteRoute(lab.kernel, id, { destination: block('10.1.0.0/16') })).toEqual({ ok: true });
  expect(lookupRoute(lab.kernel, id, ip('10.1.0.1'))?.destination).toEqual(block('10.0.0.0/8'));
  expect(deleteRoute(lab.kernel, id, { destination: block('10.1.0.0/16') })).toEqual({
    ok: false,
    error: 'RTNETLINK answers: No such process',
  });
});

test('local and broadcast addresses', () => {
  const lab = host();
  const { id } = at(lab, 'h1');
  const local = ['192.168.1.31', '127.9.9.9', '::1', 'fd00:1::1', '192.168.1.1', 'fd00:1::2'];
  expect(local.map((one) => isLocal(lab.kernel, id, ip(one)))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(isBroadcast(lab.kernel, id, ip('192.168.1.255'))).toBe(true);
  expect(isBroadcast(lab.kernel, id, ip('192.168.1.254'))).toBe(false);
});

test('the route of a bridge without ports is down, and used all the same', () => {
  const lab = host();
  bridge(lab, 'h1', 'docker0', '172.17.0.1/16');
  const found = lookupRoute(lab.kernel, at(lab, 'h1').id, ip('172.17.0.2'))!;
  expect(isLinkDown(lab.kernel, found)).toBe(true);
  expect(found.link).toBe(linkAt(lab, 'h1', 'docker0').id);
});

import { expect, test } from 'vitest';
import { formatIp, parseIp } from '../../../../../runtime/address/ip.ts';
import {
  type BindingSide,
  ipv4Side,
  ipv6Side,
} from '../../../../../runtime/engine/libnetwork/port-mapping/bindings.ts';

const text = (side: BindingSide | undefined): string =>
  side === undefined ? '-' : `${formatIp(side.hostIp)} ${formatIp(side.containerIp)}`;

const V4 = parseIp('172.17.0.2')!;
const V6 = parseIp('fd00::2')!;

test.each([
  // host address, default, container's IPv6, proxy; IPv4 side, IPv6 side
  ['', '0.0.0.0', undefined, true, '0.0.0.0 172.17.0.2', ':: 172.17.0.2'],
  ['', '0.0.0.0', undefined, false, '0.0.0.0 172.17.0.2', '-'],
  ['', '0.0.0.0', V6, false, '0.0.0.0 172.17.0.2', ':: fd00::2'],
  ['', '10.0.0.1', undefined, true, '10.0.0.1 172.17.0.2', '-'],
  ['127.0.0.1', '0.0.0.0', V6, true, '127.0.0.1 172.17.0.2', '-'],
  ['::1', '0.0.0.0', undefined, true, '-', '::1 172.17.0.2'],
] as const)('host address %j, default %s, IPv6 %s, proxy %s', (hostIp, fallback, ipv6, proxy, four, six) => {
  const binding = { protocol: 'tcp', port: 80, hostIp, hostPort: 8080, hostPortEnd: 8080 } as const;
  const container = { ipv4: V4, ipv6 };
  expect(text(ipv4Side(binding, container, parseIp(fallback)!))).toBe(four);
  expect(text(ipv6Side(binding, container, parseIp(fallback)!, proxy))).toBe(six);
});

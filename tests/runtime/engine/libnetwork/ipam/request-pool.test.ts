import { expect, test } from 'vitest';
import { formatCidr, overlaps, parseCidr } from '../../../../../runtime/address/cidr.ts';
import { poolsFrom } from '../../../../../runtime/engine/libnetwork/ipam/built-in-pools.ts';
import { type Ipam, newIpam } from '../../../../../runtime/engine/libnetwork/ipam/ipam.ts';
import { releasePool, requestPool } from '../../../../../runtime/engine/libnetwork/ipam/request-pool.ts';

const block = (text: string) => parseCidr(text)!;
const LAN = block('192.168.1.0/24');

/** The subnet that is given, or the refusal. */
function request(ipam: Ipam, subnet?: string, range?: string): string {
  const result = requestPool(ipam, {
    ...(subnet !== undefined && { block: block(subnet) }),
    ...(range !== undefined && { range: block(range) }),
    family: 4,
    avoid: (candidate) => overlaps(candidate, LAN),
    reservesTinySubnets: false,
  });
  return result.ok ? formatCidr(result.value.block) : result.message;
}

const OVERLAP = 'Pool overlaps with other one on this address space';

test('built-in pools go upwards, skip what the host reaches, and end in a refusal', () => {
  const ipam = newIpam();
  const all = Array.from({ length: 30 }, () => request(ipam));
  expect(all.slice(0, 4)).toEqual(['172.17.0.0/16', '172.18.0.0/16', '172.19.0.0/16', '172.20.0.0/16']);
  expect(all.slice(14, 17)).toEqual(['172.31.0.0/16', '192.168.16.0/20', '192.168.32.0/20']);
  expect(all.at(-1)).toBe('192.168.240.0/20');
  expect(request(ipam)).toBe(
    'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
  );
});

test('a freed subnet is not given out again before the others had their turn (captured order)', () => {
  const ipam = newIpam();
  for (let i = 0; i < 30; i++) request(ipam);
  for (const freed of ['172.21.0.0/16', '172.19.0.0/16']) releasePool(ipam, block(freed), undefined);
  expect([request(ipam), request(ipam)]).toEqual(['172.19.0.0/16', '172.21.0.0/16']);
  for (const id of [...ipam.pools.keys()])
    if (id !== '172.17.0.0/16') releasePool(ipam, block(id), undefined);
  expect(request(ipam)).toBe('172.22.0.0/16');
  releasePool(ipam, block('172.22.0.0/16'), undefined);
  expect(request(ipam)).toBe('172.23.0.0/16');
});

test('a chosen subnet may hide a host route, but not overlap another network', () => {
  const ipam = newIpam();
  expect(request(ipam, '10.1.0.0/16')).toBe('10.1.0.0/16');
  expect(request(ipam, '192.168.1.0/24')).toBe('192.168.1.0/24');
  for (const taken of ['10.1.0.0/16', '10.1.5.0/24', '10.0.0.0/8'])
    expect(request(ipam, taken)).toBe(OVERLAP);
  expect(request(ipam, '172.17.0.0/16')).toBe('172.17.0.0/16');
  expect(request(ipam)).toBe('172.18.0.0/16');
});

test('networks with different ranges may share a subnet; the last one frees it', () => {
  const ipam = newIpam();
  expect(request(ipam, '10.9.0.0/16', '10.9.1.0/24')).toBe('10.9.0.0/16');
  expect(request(ipam, '10.9.0.0/16', '10.9.2.0/24')).toBe('10.9.0.0/16');
  expect(request(ipam, '10.9.0.0/16', '10.9.2.0/24')).toBe(OVERLAP);
  releasePool(ipam, block('10.9.0.0/16'), block('10.9.1.0/24'));
  expect(request(ipam, '10.9.0.0/16')).toBe(OVERLAP);
  releasePool(ipam, block('10.9.0.0/16'), block('10.9.2.0/24'));
  expect(request(ipam, '10.9.0.0/16')).toBe('10.9.0.0/16');
});

test('pools of daemon.json replace the built-in ones', () => {
  const pools = poolsFrom([{ base: '10.200.0.0/22', size: 24 }]);
  const ipam = newIpam(pools.ok ? pools.value : []);
  expect([request(ipam), request(ipam)]).toEqual(['10.200.0.0/24', '10.200.1.0/24']);
});

test.each([
  [{ base: '10.200.0.0/16', size: 8 }, 'invalid pools size: 8'],
  [{ base: '10.200.0.0', size: 24 }, 'invalid base pool "10.200.0.0": invalid CIDR address: 10.200.0.0'],
])('pools that cannot be: %o', (pool, message) => {
  expect(poolsFrom([pool])).toMatchObject({ ok: false, message });
});

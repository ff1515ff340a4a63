import { expect, test } from 'vitest';
import { parseCidr } from '../../../../../runtime/address/cidr.ts';
import { formatIp, parseIp } from '../../../../../runtime/address/ip.ts';
import type { Pool } from '../../../../../runtime/engine/libnetwork/ipam/ipam.ts';
import {
  isFault,
  releaseAddress,
  requestAddress,
  requestAnyAddress,
  reserveEnds,
} from '../../../../../runtime/engine/libnetwork/ipam/request-address.ts';

function pool(text: string, reservesTinySubnets = false): Pool {
  const made: Pool = { block: parseCidr(text)!, taken: new Set(), ranges: new Set() };
  reserveEnds(made, reservesTinySubnets);
  return made;
}

function any(of: Pool, count: number, range?: string): string[] {
  return Array.from({ length: count }, () => {
    const got = requestAnyAddress(of, range === undefined ? undefined : parseCidr(range)!);
    return isFault(got) ? got : formatIp(got);
  });
}

function one(of: Pool, text: string): string {
  const got = requestAddress(of, parseIp(text)!);
  return isFault(got) ? got : formatIp(got);
}

test('the lowest free address comes first, and a freed one is reused at once', () => {
  const subnet = pool('172.18.0.0/16');
  expect(any(subnet, 3)).toEqual(['172.18.0.1', '172.18.0.2', '172.18.0.3']);
  releaseAddress(subnet, parseIp('172.18.0.2')!);
  expect(any(subnet, 2)).toEqual(['172.18.0.2', '172.18.0.4']);
});

test('a range starts with its own first address, and an address beside it may be asked for', () => {
  const subnet = pool('10.30.0.0/16');
  expect(any(subnet, 2, '10.30.5.0/24')).toEqual(['10.30.5.0', '10.30.5.1']);
  expect(one(subnet, '10.30.9.9')).toBe('10.30.9.9');
});

test('a range ends: ten addresses of a /29 are eight', () => {
  const subnet = pool('10.40.0.0/24');
  expect(any(subnet, 9, '10.40.0.128/29').slice(6)).toEqual(['10.40.0.134', '10.40.0.135', 'exhausted']);
});

test.each([
  ['10.20.0.0', 'in-use'],
  ['10.20.0.255', 'in-use'],
  ['10.21.0.1', 'out-of-range'],
  ['10.20.0.77', '10.20.0.77'],
])('asking 10.20.0.0/24 for %s', (ip, expected) => {
  expect(one(pool('10.20.0.0/24'), ip)).toBe(expected);
});

test.each([
  ['10.8.0.0/30', true, ['10.8.0.1', '10.8.0.2', 'exhausted']],
  ['10.8.0.0/31', true, ['exhausted', 'exhausted', 'exhausted']],
  ['10.8.0.0/31', false, ['10.8.0.0', '10.8.0.1', 'exhausted']],
  ['10.8.0.0/32', false, ['10.8.0.0', 'exhausted', 'exhausted']],
])('%s, tiny subnets reserved: %s', (text, reserves, expected) => {
  expect(any(pool(text, reserves), 3)).toEqual(expected);
});

test('an IPv6 subnet keeps its first address and has no broadcast address', () => {
  const subnet = pool('fd00:d::/126');
  expect(any(subnet, 4)).toEqual(['fd00:d::1', 'fd00:d::2', 'fd00:d::3', 'exhausted']);
});

import { expect, test } from 'vitest';
import { contains, overlaps, parseCidr } from '../../../../runtime/address/cidr.ts';
import { parseIp } from '../../../../runtime/address/ip.ts';
import { INTERNET_ADDRESS, publicBlocks } from '../../../../runtime/scenario/build/internet.ts';

const declared = parseCidr('203.0.113.0/24')!;
const blocks = publicBlocks([declared]);
const isPublic = (text: string): boolean => blocks.some((block) => contains(block, parseIp(text)!));

test.each(['1.1.1.1', '8.8.8.8', '198.51.100.1', '203.0.112.255', '203.0.114.0', '223.255.255.255'])(
  '%s is answered for by the internet',
  (address) => expect(isPublic(address)).toBe(true),
);

test.each(['10.0.0.1', '127.0.0.1', '172.17.0.2', '192.168.1.1', '100.64.0.1', '224.0.0.1', '203.0.113.7'])(
  '%s is not: it is private, special, or declared',
  (address) => expect(isPublic(address)).toBe(false),
);

test('blocks do not overlap, and none is as long as 127.0.0.0/8', () => {
  expect(blocks.some((a, i) => blocks.some((b, j) => i < j && overlaps(a, b)))).toBe(false);
  expect(blocks.every(({ length }) => length > 8)).toBe(true);
  expect(blocks.some((block) => contains(block, INTERNET_ADDRESS))).toBe(true);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  contains,
  covers,
  isReserved,
  nthAddress,
  overlaps,
  parseAddress,
  parseCidr,
  parseMac,
} from '../../compiler/addresses.ts';
import { formatIp, parseIp } from '../../runtime/address/ip.ts';

test.each([
  ['172.17.0.2', '172.17.0.2'],
  ['FD00::0A', 'fd00::a'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['::', '::'],
  ['256.1.1.1', undefined],
  ['1.2.3', undefined],
  ['01.2.3.4', undefined],
  ['1::2::3', undefined],
  ['fe80::1%eth0', undefined],
  ['web', undefined],
])('the address %s is %s', (text, canonical) => expect(parseAddress(text)?.text).toBe(canonical));

test.each([
  ['172.30.0.5/16', '172.30.0.5/16', '172.30.0.0/16'],
  ['FD00::5/64', 'fd00::5/64', 'fd00::/64'],
  ['0.0.0.0/0', '0.0.0.0/0', '0.0.0.0/0'],
])('the CIDR %s', (text, canonical, network) => {
  expect(parseCidr(text)).toMatchObject({ text: canonical, network });
});

test.each(['172.30.0.0', '172.30.0.0/33', 'fd00::/129', '172.30.0.0/', '/16', '172.30.0.0/1.5'])(
  '%s is no CIDR',
  (text) => expect(parseCidr(text)).toBeUndefined(),
);

const cidr = (text: string) => parseCidr(text)!;
const address = (text: string) => parseAddress(text)!;

test('arithmetic of subnets', () => {
  expect(contains(cidr('172.30.0.0/16'), address('172.30.255.255'))).toBe(true);
  expect(contains(cidr('172.30.0.0/16'), address('172.31.0.0'))).toBe(false);
  expect(contains(cidr('172.30.0.0/16'), address('fd00::1'))).toBe(false);
  expect(overlaps(cidr('10.0.0.0/8'), cidr('10.1.0.0/16'))).toBe(true);
  expect(overlaps(cidr('10.1.0.0/16'), cidr('10.0.0.0/8'))).toBe(true);
  expect(overlaps(cidr('10.1.0.0/16'), cidr('10.2.0.0/16'))).toBe(false);
  expect(covers(cidr('10.0.0.0/8'), cidr('10.1.0.0/16'))).toBe(true);
  expect(covers(cidr('10.1.0.0/16'), cidr('10.0.0.0/8'))).toBe(false);
  expect(isReserved(cidr('10.1.0.0/16'), address('10.1.0.0'))).toBe(true);
  expect(isReserved(cidr('10.1.0.0/16'), address('10.1.255.255'))).toBe(true);
  expect(isReserved(cidr('10.1.0.0/31'), address('10.1.0.0'))).toBe(false);
  expect(nthAddress(cidr('10.1.0.7/16'), 1).text).toBe('10.1.0.1');
  expect(nthAddress(cidr('fd00::/64'), 10).text).toBe('fd00::a');
});

test('the compiler and the runtime read and write the same addresses', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const ip = parseIp(text);
      expect(parseAddress(text)?.text).toBe(ip === undefined ? undefined : formatIp(ip));
    }),
  );
});

test('MAC addresses', () => {
  expect(parseMac('02-42-AC-11-00-02')).toBe('02:42:ac:11:00:02');
  expect(parseMac('02:42:ac:11:00')).toBeUndefined();
});

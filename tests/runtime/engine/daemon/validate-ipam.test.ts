import { expect, test } from 'vitest';
import type { IpamConfig } from '../../../../runtime/docker-api/network.ts';
import { ipamFault } from '../../../../runtime/engine/daemon/validate-ipam.ts';

test.each<[IpamConfig, string]>([
  [{ Subnet: '10.2.0.0' }, 'invalid subnet 10.2.0.0: invalid CIDR block notation'],
  [{ Subnet: '10.2.0.0/33' }, 'invalid subnet 10.2.0.0/33: invalid CIDR block notation'],
  [{ Subnet: 'banana' }, 'invalid subnet banana: invalid CIDR block notation'],
  [{ Subnet: '10.2.0.5/24' }, 'invalid subnet 10.2.0.5/24: it should be 10.2.0.0/24'],
  [
    { Subnet: '10.2.0.0/24', IPRange: '10.2.0.0/16' },
    'invalid ip-range 10.2.0.0/16: CIDR block is bigger than its parent subnet 10.2.0.0/24',
  ],
  [
    { Subnet: '10.2.0.0/24', IPRange: '10.3.0.0/25' },
    "invalid ip-range 10.3.0.0/25: parent subnet 10.2.0.0/24 doesn't contain ip-range",
  ],
  [
    { Subnet: '10.2.0.0/24', Gateway: '10.3.0.1' },
    "invalid gateway 10.3.0.1: parent subnet 10.2.0.0/24 doesn't contain this address",
  ],
  [
    { Subnet: '10.2.0.0/24', AuxiliaryAddresses: { a: 'fd00::1' } },
    'invalid auxiliary address a: parent subnet is an IPv4 block',
  ],
])('%o', (config, fault) => expect(ipamFault([config], true)).toBe(`invalid network config:\n${fault}`));

test('nothing is wrong', () => {
  const config = { Subnet: '10.2.0.0/16', IPRange: '10.2.5.0/24', Gateway: '10.2.5.254' };
  expect(ipamFault([config], false)).toBeUndefined();
  expect(ipamFault([{ Subnet: 'fd00::1/64' }], false)).toBeUndefined();
});

test('several faults are a list', () => {
  expect(ipamFault([{ Subnet: 'a' }, { Subnet: 'b' }], false)).toBe(
    'invalid network config:\n* invalid subnet a: invalid CIDR block notation\n* invalid subnet b: invalid CIDR block notation',
  );
});

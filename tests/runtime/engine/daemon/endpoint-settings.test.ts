import { expect, test } from 'vitest';
import { parseCidr } from '../../../../runtime/address/cidr.ts';
import type { EndpointRequest } from '../../../../runtime/docker-api/network.ts';
import { endpointFault } from '../../../../runtime/engine/daemon/endpoint-settings.ts';
import type { Subnet as WholeSubnet } from '../../../../runtime/engine/libnetwork/network.ts';
import { v20_10 } from '../../../../runtime/engine/versions/20.10.ts';
import { v26_1 } from '../../../../runtime/engine/versions/26.1.ts';

type Subnet = Pick<WholeSubnet, 'block' | 'configured'>;
const configured: readonly Subnet[] = [{ block: parseCidr('10.1.0.0/16')!, configured: true }];
const fromPool: readonly Subnet[] = [{ block: parseCidr('172.18.0.0/16')!, configured: false }];
const ip = (IPv4Address: string): EndpointRequest => ({ IPAMConfig: { IPv4Address } });

const ON_PREDEFINED = 'user specified IP address is supported on user defined networks only';
const NO_SUBNET =
  'user specified IP address is supported only when connecting to networks with user configured subnets';
const NO_ALIAS = 'network-scoped alias is supported only for containers in user defined networks';
const OUTSIDE = 'no configured subnet or ip-range contain the IP address';

// Captured on engines 20.10 and 26.1 (22-errors-network, 23-errors-run, 08-host-mode, 10-container-mode).
test.each<
  [string, string, readonly Subnet[] | undefined, EndpointRequest, string | undefined, string | undefined]
>([
  ['an address inside', 'n1', configured, ip('10.1.0.9'), undefined, undefined],
  // 20.10 leaves the range to libnetwork, which has a text of its own.
  ['an address outside', 'n1', configured, ip('10.99.0.2'), undefined, `${OUTSIDE} 10.99.0.2`],
  [
    'no address',
    'n1',
    configured,
    ip('banana'),
    'Invalid IPv4 address: banana)',
    `* invalid IPv4 address: banana\n* ${OUTSIDE} banana`,
  ],
  ['a subnet from the pools', 'auto', fromPool, ip('172.18.0.50'), NO_SUBNET, NO_SUBNET],
  ['an alias on bridge', 'bridge', fromPool, { Aliases: ['z'] }, NO_ALIAS, NO_ALIAS],
  ['an address on host', 'host', [], ip('10.1.1.1'), ON_PREDEFINED, `* ${ON_PREDEFINED}\n* ${NO_SUBNET}`],
  [
    'an address in a shared namespace',
    'container:base',
    undefined,
    ip('172.17.0.9'),
    ON_PREDEFINED,
    ON_PREDEFINED,
  ],
])('%s', (_, name, subnets, request, old, joined) => {
  expect(endpointFault(name, subnets, request, v20_10.daemon)).toBe(old);
  const expected = joined === undefined ? undefined : `invalid endpoint settings:\n${joined}`;
  expect(endpointFault(name, subnets, request, v26_1.daemon)).toBe(expected);
});

test('a MAC address that is none', () => {
  expect(endpointFault('n1', configured, { MacAddress: 'zz' }, v26_1.daemon)).toBe('invalid MAC address zz');
});

import { expect, test } from 'vitest';
import { formatCidr } from '../../../../runtime/address/cidr.ts';
import { formatIp } from '../../../../runtime/address/ip.ts';
import { createNetwork } from '../../../../runtime/engine/libnetwork/controller.ts';
import type { NetworkSpec } from '../../../../runtime/engine/libnetwork/network.ts';
import type { VersionName } from '../../../../runtime/engine/versions/version.ts';
import { hostWorld, network, networkNamed, refusalOf } from './host-world.ts';

const refusal = (spec: Partial<NetworkSpec>, version: VersionName = '26.1'): string | undefined => {
  const { world, engine } = hostWorld(version);
  return refusalOf(createNetwork(world, engine, { name: 'n1', ...spec }));
};

const OVERLAP = 'Pool overlaps with other one on this address space';

test.each<[Partial<NetworkSpec>, string]>([
  [{ driver: 'nosuch' }, 'plugin "nosuch" not found'],
  [{ ipamDriver: 'nosuch' }, 'plugin "nosuch" not found'],
  [{ driver: 'host' }, 'only one instance of "host" network is allowed'],
  [{ driver: 'null' }, 'only one instance of "null" network is allowed'],
  [{ ipam: [{ subnet: '172.17.0.0/16' }] }, OVERLAP],
  [{ ipam: [{ subnet: '0.0.0.0/0' }] }, OVERLAP],
  [
    { ipam: [{ subnet: '10.3.0.0/24', gateway: '10.3.0.0' }] },
    'failed to allocate gateway (10.3.0.0): Address already in use',
  ],
  [
    { ipam: [{ subnet: '10.11.0.0/24', gateway: '10.11.0.1', auxiliary: { x: '10.11.0.1' } }] },
    'failed to allocate secondary ip address (x:10.11.0.1): Address already in use',
  ],
  [
    { ipam: [{ subnet: '10.9.0.0/24' }, { subnet: '10.10.0.0/24' }] },
    "bridge driver doesn't support multiple subnets",
  ],
  [
    { enableIpv6: true },
    'could not find an available, non-overlapping IPv6 address pool among the defaults to assign to the network',
  ],
])('%o is refused', (spec, message) => {
  expect(refusal(spec)).toBe(message);
});

test('a /31 has room for a gateway since 23.0', () => {
  const ipam = [{ subnet: '10.8.0.0/31' }];
  expect(refusal({ ipam }, '20.10')).toBe(
    'failed to allocate gateway (): No available addresses on this pool',
  );
  expect(refusal({ ipam }, '26.1')).toBeUndefined();
});

test('what fails leaves nothing behind but the cursor', () => {
  const host = hostWorld();
  createNetwork(host.world, host.engine, { name: 'v6', enableIpv6: true });
  expect([...host.engine.controller.ipam.pools.keys()]).toEqual(['172.17.0.0/16']);
  expect(formatCidr(network(host, { name: 'n1' }).subnets[0]!.block)).toBe('172.19.0.0/16');
});

test.each([
  [{ subnet: '10.10.0.0/16' }, '10.10.0.1'],
  [{ subnet: '10.20.0.0/24', gateway: '10.20.0.254' }, '10.20.0.254'],
  [{ subnet: '10.30.0.0/16', ipRange: '10.30.5.0/24' }, '10.30.5.0'],
])('the gateway of %o is %s', (subnet, gateway) => {
  const made = network(hostWorld(), { name: 'n1', ipam: [subnet] });
  expect(formatIp(made.subnets[0]!.gateway!)).toBe(gateway);
});

test('the default bridge takes its address from bip, and containers theirs from fixed-cidr', () => {
  const host = hostWorld('20.10', { bip: '10.99.0.1/24', 'fixed-cidr': '10.99.0.128/25' });
  const [subnet] = networkNamed(host, 'bridge').subnets;
  expect(formatIp(subnet!.gateway!)).toBe('10.99.0.1');
  expect(formatCidr(subnet!.range!)).toBe('10.99.0.128/25');
  expect(formatCidr(network(host, { name: 'n1' }).subnets[0]!.block)).toBe('172.17.0.0/16');
});

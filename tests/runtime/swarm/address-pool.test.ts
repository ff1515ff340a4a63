import { describe, expect, test } from 'vitest';
import { formatCidr, parseCidr } from '../../../runtime/address/cidr.ts';
import { formatIp, parseIp } from '../../../runtime/address/ip.ts';
import { networkCreate, networkRemove } from '../../../runtime/engine/daemon/api.ts';
import { freeAddress, takeAddress } from '../../../runtime/swarm/address-pool.ts';
import type { ClusterNetwork } from '../../../runtime/swarm/cluster.ts';
import { clusterOf, must, swarm } from './nodes.ts';

const networkOf = (subnet: string): ClusterNetwork => {
  const block = parseCidr(subnet)!;
  const gateway = Number(block.base) + 1;
  return {
    subnets: [{ block, gateway, taken: new Set([gateway]), cursor: block.base }],
  } as unknown as ClusterNetwork;
};
const take = (network: ClusterNetwork, wanted?: string): string | undefined => {
  const ip = takeAddress(network, wanted === undefined ? undefined : parseIp(wanted));
  return ip === undefined ? undefined : formatIp(ip);
};

describe('addresses of a network', () => {
  test('go upwards, and one that was freed is not the next', () => {
    const network = networkOf('10.0.1.0/24');
    expect([take(network), take(network)]).toEqual(['10.0.1.2', '10.0.1.3']);
    freeAddress(network, parseIp('10.0.1.2')!);
    expect(take(network)).toBe('10.0.1.4');
  });

  test('begin again at the bottom once the top is reached', () => {
    const network = networkOf('10.0.1.0/29');
    expect([1, 2, 3, 4, 5].map(() => take(network))).toEqual([
      '10.0.1.2',
      '10.0.1.3',
      '10.0.1.4',
      '10.0.1.5',
      '10.0.1.6',
    ]);
    expect(take(network)).toBeUndefined();
    freeAddress(network, parseIp('10.0.1.3')!);
    expect(take(network)).toBe('10.0.1.3');
  });

  test('a wanted one must be free and no edge of the block', () => {
    const network = networkOf('10.0.1.0/24');
    expect(take(network, '10.0.1.77')).toBe('10.0.1.77');
    for (const taken of ['10.0.1.77', '10.0.1.1', '10.0.1.0', '10.0.1.255', '10.0.2.5'])
      expect(take(network, taken)).toBeUndefined();
  });
});

describe('subnets of a swarm', () => {
  test('are numbered on, jump over what is taken, and do not come back soon', () => {
    const world = swarm(1);
    const overlay = (name: string, Subnet?: string): string => {
      const IPAM = Subnet === undefined ? undefined : { Driver: 'default', Config: [{ Subnet }] };
      must(networkCreate(world, 'h1', { Name: name, Driver: 'overlay', ...(IPAM && { IPAM }) }));
      const network = [...clusterOf(world).networks.values()].find((one) => one.name === name)!;
      return `${network.subnets.map(({ block }) => formatCidr(block))} ${network.vnis}`;
    };
    expect(overlay('a')).toBe('10.0.1.0/24 4097');
    expect(overlay('b', '10.0.2.0/23')).toBe('10.0.2.0/23 4098');
    expect(overlay('c')).toBe('10.0.4.0/24 4099');
    must(networkRemove(world, 'h1', 'c'));
    expect(overlay('d')).toBe('10.0.5.0/24 4100');
  });
});

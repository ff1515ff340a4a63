import { describe, expect, test } from 'vitest';
import { formatIp } from '../../../runtime/address/ip.ts';
import { linkByName, netnsOf } from '../../../runtime/kernel/links.ts';
import { chainOf, rulesetOf } from '../../../runtime/kernel/netfilter/edit.ts';
import { serviceRemove, serviceUpdate } from '../../../runtime/swarm/api.ts';
import type { Balancer } from '../../../runtime/swarm/membership.ts';
import { advanceBy } from '../../../runtime/time/advance.ts';
import type { World } from '../../../runtime/world.ts';
import { clusterOf, create, must, request, swarm } from './nodes.ts';

const port = (PublishedPort: number) => ({
  Protocol: 'tcp' as const,
  TargetPort: 80,
  PublishedPort,
  PublishMode: 'ingress' as const,
});

function ingress(world: World, host: string): Balancer {
  const network = [...clusterOf(world).networks.values()].find((one) => one.ingress)!;
  return world.engines.get(host)!.swarm!.networks.get(network.id)!.balancer!;
}

/** `256: 10.0.0.6 w1, 10.0.0.5 w1`, the one that is asked first in front. */
const balanced = (world: World, host: string): string[] =>
  netnsOf(world.kernel, ingress(world, host).netns).ipvs.map(
    ({ mark, destinations }) =>
      `${mark}: ${destinations.map(({ address, weight }) => `${formatIp(address)} w${weight}`).join(', ')}`,
  );

const listening = (world: World, host: string): number[] =>
  [...netnsOf(world.kernel, world.kernel.machines.get(host)!.root).sockets.values()]
    .filter(({ process, port: one }) => process.name === 'dockerd' && ![2377, 7946].includes(one))
    .map((socket) => socket.port);

const ingressRules = (world: World, host: string): number => {
  const rules = rulesetOf(netnsOf(world.kernel, world.kernel.machines.get(host)!.root), 4);
  return chainOf(rules, 'nat', 'DOCKER-INGRESS')?.rules.length ?? 0;
};

describe('published ports of services', () => {
  test('every node balances every task, the last one first, and listens on the port', () => {
    const world = swarm(3);
    create(world, 'web', { replicas: 2, ports: [port(8080)] });
    for (const host of ['h1', 'h2', 'h3']) {
      expect(balanced(world, host)).toHaveLength(1);
      expect(balanced(world, host)[0]).toMatch(/^256: 10\.0\.0\.\d w1, 10\.0\.0\.\d w1$/);
      expect(listening(world, host)).toEqual([8080]);
      expect(ingressRules(world, host)).toBe(2);
    }
  });

  test('fewer replicas: weight 0 at once, gone after the others had time to hear of it', () => {
    const world = swarm(2);
    create(world, 'web', { replicas: 2, ports: [port(8080)] });
    must(serviceUpdate(world, 'h1', 'web', request('web', { replicas: 1, ports: [port(8080)] })));
    advanceBy(world, 600);
    expect(balanced(world, 'h1')[0]).toMatch(/w0/);
    advanceBy(world, 15_000);
    expect(balanced(world, 'h1')[0]).toMatch(/^256: 10\.0\.0\.\d w1$/);
  });

  test('marks are counted per daemon and never used again', () => {
    const world = swarm(1);
    create(world, 'a', { ports: [port(8081)] });
    must(serviceRemove(world, 'h1', 'a'));
    advanceBy(world, 15_000);
    expect([balanced(world, 'h1'), listening(world, 'h1'), ingressRules(world, 'h1')]).toEqual([[], [], 1]);
    create(world, 'b', { ports: [port(8082)] });
    expect(balanced(world, 'h1')[0]).toMatch(/^257: /);
  });

  test('other ports: the new tasks are another service to the balancer, and wait for the address of the old', () => {
    const world = swarm(1);
    create(world, 'web', { replicas: 2, ports: [port(8080)] });
    must(serviceUpdate(world, 'h1', 'web', request('web', { replicas: 2, ports: [port(8080), port(9090)] })));
    advanceBy(world, 30_000);
    expect(balanced(world, 'h1')).toHaveLength(1);
    expect(balanced(world, 'h1')[0]).toMatch(/^257: 10\.0\.0\.\d w1$/);
    const eth0 = linkByName(world.kernel, ingress(world, 'h1').netns, 'eth0')!;
    expect(eth0.addresses.filter(({ length }) => length === 32)).toHaveLength(1);
  });
});

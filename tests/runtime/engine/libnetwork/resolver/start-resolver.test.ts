import { expect, test } from 'vitest';
import type { Sandbox } from '../../../../../runtime/engine/libnetwork/sandbox.ts';
import { netnsOf } from '../../../../../runtime/kernel/links.ts';
import { saveRuleset } from '../../../../../runtime/kernel/netfilter/save.ts';
import type { HostWorld } from '../host-world.ts';
import { container, hostWorld, join, network } from '../host-world.ts';

const saved = ({ world }: HostWorld, { netns }: Sandbox): string[] =>
  saveRuleset(netnsOf(world.kernel, netns).ipv4, { program: '', time: '' })
    .split('\n')
    .filter((line) => line.startsWith('-A'));

/** Captured alike on both engines. */
test('rules in the container lead port 53 to the resolver’s sockets and back', () => {
  const host = hostWorld();
  network(host, { name: 'n1' });
  const box = container(host, 'web', ['n1']);
  const { udpPort, tcpPort } = box.resolver!;
  expect(saved(host, box)).toEqual([
    '-A OUTPUT -d 127.0.0.11/32 -j DOCKER_OUTPUT',
    '-A POSTROUTING -d 127.0.0.11/32 -j DOCKER_POSTROUTING',
    `-A DOCKER_OUTPUT -d 127.0.0.11/32 -p tcp -m tcp --dport 53 -j DNAT --to-destination 127.0.0.11:${tcpPort}`,
    `-A DOCKER_OUTPUT -d 127.0.0.11/32 -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.11:${udpPort}`,
    `-A DOCKER_POSTROUTING -s 127.0.0.11/32 -p tcp -m tcp --sport ${tcpPort} -j SNAT --to-source :53`,
    `-A DOCKER_POSTROUTING -s 127.0.0.11/32 -p udp -m udp --sport ${udpPort} -j SNAT --to-source :53`,
  ]);
});

test('the default bridge has no resolver; a user-defined network brings it, and it stays', () => {
  const host = hostWorld();
  network(host, { name: 'n1' });
  const box = container(host, 'web', ['bridge']);
  expect([box.resolver, saved(host, box)]).toEqual([undefined, []]);
  join(host, box, 'n1');
  expect(saved(host, box)).toHaveLength(6);
});

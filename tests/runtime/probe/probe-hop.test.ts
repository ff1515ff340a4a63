import { expect, test } from 'vitest';
import { formatIp } from '../../../runtime/address/ip.ts';
import { probeHop } from '../../../runtime/probe/probe-hop.ts';
import { dockerHost } from '../kernel/docker-host.ts';
import { at, ip } from '../kernel/lab.ts';

test.each(['udp', 'icmp'] as const)('a traceroute by %s meets the host, then the client', (by) => {
  const lab = dockerHost();
  const netns = at(lab, 'h1/other').id;
  const hops = [1, 2].map((ttl) => probeHop(lab, { netns, to: ip('192.168.1.100'), ttl, by }));
  expect(hops.map(({ from, last }) => [from === undefined ? '*' : formatIp(from), last])).toEqual([
    ['172.17.0.1', false],
    ['192.168.1.100', true],
  ]);
});

test('where packets vanish nobody says a word', () => {
  const lab = dockerHost();
  const hop = probeHop(lab, { netns: at(lab, 'h1/other').id, to: ip('172.18.0.2'), ttl: 9, by: 'udp' });
  expect(hop).toMatchObject({ last: false, outcome: { kind: 'timeout' } });
  expect(hop.from).toBeUndefined();
});

import { expect, test } from 'vitest';
import { swarm } from './mesh.ts';

/** Case f1: plain containers on attachable overlays. */

const mesh = swarm();
mesh.type('node1', 'docker network create -d overlay my_demo');
mesh.type('node1', 'docker network create -d overlay --attachable ov_a');
mesh.type('node1', 'docker network create -d overlay --attachable ov_b');
mesh.type('node2', 'docker run -d --name c2 --network ov_a demo-web:1');
mesh.wait(2);
mesh.type('node1', 'docker run -d --name c1 --network ov_a --network-alias web demo-web:1');
mesh.wait(2);
mesh.type('node3', 'docker run -d --name c3 --network ov_a --network-alias web demo-web:1');
mesh.wait(2);
mesh.type('node3', 'docker run -d --name b3 --network ov_b demo-web:1');
mesh.wait(2);

const resolved = (where: string, name: string) =>
  [...mesh.type(where, `nslookup ${name}`).matchAll(/^Address: +(10\.\S+)$/gm)].map((m) => m[1]).sort();

test('a network that is not attachable lets no container in', () => {
  expect(mesh.refused('node1', 'docker run -d --name nope --network my_demo demo-web:1')).toMatch(
    /docker: Error response from daemon: Could not attach to network my_demo: rpc error: code = PermissionDenied desc = network my_demo not manually attachable/,
  );
  mesh.type('node1', 'docker rm -f nope');
});

test('each node takes an address for its balancer after the container that brings the network', () => {
  expect(resolved('node1/c1', 'c2')).toEqual(['10.0.2.2']);
  expect(resolved('node2/c2', 'c1')).toEqual(['10.0.2.4']);
  expect(resolved('node1/c1', 'c3')).toEqual(['10.0.2.6']);
  expect(resolved('node2/c2', 'web')).toEqual(['10.0.2.4', '10.0.2.6']);
});

test('the network is on a node while a container of it is', () => {
  expect(mesh.type('node2', 'docker network ls')).toContain('ov_a');
  expect(mesh.type('node2', 'docker network ls')).not.toContain('ov_b');
});

test('neighbours and forwarding entries of all containers and balancers of other nodes', () => {
  const lines = (command: string) => mesh.type('node1/1-ov_a', command).split('\n');
  const neighbours = lines('ip neigh')
    .filter(Boolean)
    .map((line) => line.split(' ')[0])
    .sort();
  expect(neighbours).toEqual(['10.0.2.2', '10.0.2.3', '10.0.2.6', '10.0.2.7']);
  const entries = lines('bridge fdb show').filter((line) => line.includes(' dst '));
  expect(entries.map((line) => line.replace(/ dev.* dst (\S+) .*/, ' $1')).sort()).toEqual([
    '02:42:0a:00:02:02 192.168.1.146',
    '02:42:0a:00:02:03 192.168.1.146',
    '02:42:0a:00:02:06 192.168.1.147',
    '02:42:0a:00:02:07 192.168.1.147',
  ]);
  expect(mesh.type('node1/1-ov_a', 'ip -d link show vxlan0')).toContain('vxlan id 4098');
});

test('they reach each other by name, the world, and other nodes; not another overlay', () => {
  for (const [from, to] of [
    ['node1/c1', 'c2'],
    ['node1/c1', 'c3'],
    ['node2/c2', 'web'],
  ] as const)
    expect(mesh.type(from, `ping -c 2 -W 2 ${to}`)).toContain('2 packets transmitted, 2 packets received');
  expect(mesh.type('node1/c1', 'ping -c 2 -W 2 192.168.1.100')).toContain('2 packets received');
  expect(mesh.type('node1/c1', 'ping -c 2 -W 2 192.168.1.146')).toContain('2 packets received');
  expect(mesh.refused('node1/c1', 'ping -c 2 -W 2 b3')).toBe("ping: bad address 'b3'");
  expect(mesh.refused('node1/c1', 'ping -c 2 -W 2 10.0.3.2')).toContain(
    '2 packets transmitted, 0 packets received',
  );
});

test('the node itself reaches a container over docker_gwbridge only', () => {
  expect(mesh.ask('node1', '172.18.0.3:80')).toEqual(['c1 saw 172.18.0.1']);
  expect(mesh.ask('node1', '10.0.2.4:80')[0]).not.toContain('saw');
});

test('a published port goes to the address on docker_gwbridge, on this node alone', () => {
  mesh.type('node2', 'docker run -d --name p2 --network ov_a -p 8099:80 demo-web:1');
  expect(mesh.ask('outside', '192.168.1.146:8099')).toEqual(['p2 saw 192.168.1.100']);
  expect(mesh.ask('outside', '192.168.1.31:8099')).toEqual(['refused']);
  expect(mesh.rules('node2', 'nat')).toContain(
    '-A DOCKER ! -i docker_gwbridge -p tcp -m tcp --dport 8099 -j DNAT --to-destination 172.18.0.4:80',
  );
});

test('a network that a container uses is not removed', () => {
  expect(mesh.refused('node1', 'docker network rm ov_a')).toMatch(
    /^Error response from daemon: rpc error: code = FailedPrecondition desc = network [0-9a-z]{25} is in use by task [0-9a-z]{25}\b/,
  );
});

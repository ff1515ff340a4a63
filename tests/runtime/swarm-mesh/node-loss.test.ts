import { expect, test } from 'vitest';
import { daemonRestart } from '../../../runtime/engine/daemon/api.ts';
import { demo, type Mesh } from './mesh.ts';

/** Case e4: three tasks on three nodes; node2's dockerd is stopped, later node3's is killed. */

function threeTasks(): Mesh {
  const mesh = demo();
  mesh.places({ 'demo.3': ['node3'] });
  mesh.type('node1', 'docker service scale demo=3');
  return mesh;
}
const status = (mesh: Mesh, node: string): string =>
  mesh.type('node1', `docker node ls --filter name=${node} --format '{{.Status}}'`).trim();
const answers = (mesh: Mesh, address: string, times = 6) =>
  [...new Set(mesh.ask('outside', `${address}:8080`, times))].sort();

test('SIGTERM: the node refuses, and nobody sends anything to it any more, at once', () => {
  const mesh = threeTasks();
  daemonRestart(mesh.session.world, 'node2', { how: 'stop' });
  expect(mesh.ask('outside', '192.168.1.146:8080')).toEqual(['refused']);
  expect(answers(mesh, '192.168.1.31')).toEqual(['demo.2 saw 10.0.0.2', 'demo.3 saw 10.0.0.2']);
  expect(mesh.type('node2', 'ls -1 /var/run/docker/netns')).toBe('');
  expect(mesh.rules('node2', 'filter', 'nat').filter((rule) => rule.startsWith('-A DOCKER-INGRESS'))).toEqual(
    ['-A DOCKER-INGRESS -j RETURN', '-A DOCKER-INGRESS -j RETURN'],
  );
});

test('after some ten seconds it is down, and its task runs elsewhere with another address', () => {
  const mesh = threeTasks();
  mesh.places({ 'demo.1': ['node1'] });
  daemonRestart(mesh.session.world, 'node2', { how: 'stop' });
  mesh.wait(9);
  expect(status(mesh, 'node2')).toBe('Ready');
  mesh.wait(4);
  expect(status(mesh, 'node2')).toBe('Down');
  mesh.wait(10);
  expect(mesh.balanced('node1/ingress_sbox')).toEqual(['256: 10.0.0.7 w1, 10.0.0.8 w1, 10.0.0.9 w1']);
  expect(answers(mesh, '192.168.1.31')).toEqual([1, 2, 3].map((slot) => `demo.${slot} saw 10.0.0.2`));
  const rows = mesh
    .type(
      'node1',
      "docker service ps --format '{{.Name}} {{.Node}} {{.DesiredState}} {{.CurrentState}}' demo",
    )
    .split('\n')
    .map((row) => row.trim().split(' ').slice(0, -3).join(' '))
    .filter((row) => row.includes('demo.1'));
  expect(rows[0]).toMatch(/^demo\.1 node1 Running Running/);
  expect(rows[1]).toMatch(/demo\.1 node2 Shutdown Running/);
});

test('back again: the same address on ingress, no task, and it balances to the others', () => {
  const mesh = threeTasks();
  mesh.places({ 'demo.1': ['node1'] });
  daemonRestart(mesh.session.world, 'node2', { how: 'stop' });
  mesh.wait(25);
  daemonRestart(mesh.session.world, 'node2', { how: 'start' });
  mesh.wait(10);
  expect(status(mesh, 'node2')).toBe('Ready');
  expect(mesh.type('node2', 'docker ps -q')).toBe('');
  expect(answers(mesh, '192.168.1.146')).toEqual([1, 2, 3].map((slot) => `demo.${slot} saw 10.0.0.3`));
  const addresses = [...mesh.type('node2/ingress_sbox', 'ip addr').matchAll(/inet (1[07]\S+)/g)].map(
    (m) => m[1],
  );
  expect(addresses).toEqual(['10.0.0.3/24', '10.0.0.5/32', '172.18.0.2/16']);
});

test('SIGKILL: containers and namespaces live on, so the node goes on answering, with its own old task too', () => {
  const mesh = threeTasks();
  daemonRestart(mesh.session.world, 'node3', { how: 'kill' });
  const all = [1, 2, 3].map((slot) => `demo.${slot} saw 10.0.0.4`);
  expect(answers(mesh, '192.168.1.147')).toEqual(all);
  mesh.wait(30);
  expect(status(mesh, 'node3')).toBe('Down');
  // Captured were answers of all three: tasks on other nodes still had the sandbox's MAC address. See docs/fidelity.md.
  expect(answers(mesh, '192.168.1.147')).toContain('demo.3 saw 10.0.0.4');
  expect(mesh.balanced('node3/ingress_sbox')).toEqual(['256: 10.0.0.6 w1, 10.0.0.7 w1, 10.0.0.8 w1']);
  expect(mesh.balanced('node1/ingress_sbox')).toEqual(['256: 10.0.0.6 w1, 10.0.0.7 w1, 10.0.0.9 w1']);
  expect(mesh.type('node3', 'ls -1 /var/run/docker/netns')).toContain('ingress_sbox');
});

test('a killed daemon that starts again ends what it had, and is a node like before', () => {
  const mesh = threeTasks();
  daemonRestart(mesh.session.world, 'node3', { how: 'kill' });
  mesh.wait(30);
  daemonRestart(mesh.session.world, 'node3', { how: 'start' });
  mesh.wait(10);
  expect(status(mesh, 'node3')).toBe('Ready');
  expect(mesh.type('node3', 'docker ps -q')).toBe('');
  expect(answers(mesh, '192.168.1.147')).toEqual([1, 2, 3].map((slot) => `demo.${slot} saw 10.0.0.4`));
});

test('a node that is not down cannot be removed', () => {
  expect(threeTasks().refused('node1', 'docker node rm node3')).toMatch(
    /^Error response from daemon: rpc error: code = FailedPrecondition desc = node [0-9a-z]{25} is not down and can't be removed$/,
  );
});

import { expect, test } from 'vitest';
import { daemonRestart } from '../../../runtime/engine/daemon/api.ts';
import { demo, type Mesh } from './mesh.ts';

/** Case g2: three managers, the leader is stopped, then a second one. */

function threeManagers(): Mesh {
  const mesh = demo();
  expect(mesh.type('node1', 'docker node promote node2 node3')).toBe(
    'Node node2 promoted to a manager in the swarm.\nNode node3 promoted to a manager in the swarm.\n',
  );
  mesh.wait(5);
  return mesh;
}
const stop = ({ session }: Mesh, node: string) => daemonRestart(session.world, node, { how: 'stop' });
const managers = (mesh: Mesh, from: string) =>
  mesh
    .type(from, "docker node ls --format '{{.Hostname}} {{.Status}} {{.ManagerStatus}}'")
    .trim()
    .split('\n');

const NO_LEADER =
  "Error response from daemon: rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.";

test('one is lost: another one leads, the task is made again', () => {
  const mesh = threeManagers();
  expect(managers(mesh, 'node1')).toEqual([
    'node1 Ready Leader',
    'node2 Ready Reachable',
    'node3 Ready Reachable',
  ]);
  stop(mesh, 'node1');
  expect(mesh.ask('outside', '192.168.1.31:8080')).toEqual(['refused']);
  mesh.wait(60);
  const seen = managers(mesh, 'node2');
  expect(seen[0]).toBe('node1 Down Unreachable');
  expect(
    seen
      .slice(1)
      .map((row) => row.split(' ')[2])
      .sort(),
  ).toEqual(['Leader', 'Reachable']);
  expect(mesh.ask('outside', '192.168.1.146:8080', 2).sort()).toEqual([
    'demo.1 saw 10.0.0.3',
    'demo.2 saw 10.0.0.3',
  ]);
});

test('two are lost: no order is taken, and everything that runs goes on', () => {
  const mesh = threeManagers();
  stop(mesh, 'node1');
  mesh.wait(60);
  stop(mesh, 'node3');
  mesh.wait(60);
  for (const command of [
    'docker node ls',
    'docker service ls',
    'docker service create -d --name noq demo-web:1',
    'docker network create -d overlay noq',
  ])
    expect(mesh.refused('node2', command)).toBe(NO_LEADER);
  expect(mesh.refused('node2', 'docker service scale -d demo=3')).toBe(`demo: ${NO_LEADER}`);
  expect(mesh.type('node2', 'docker network ls')).toMatch(/my_demo +overlay +swarm/);
  const answers = new Set(mesh.ask('outside', '192.168.1.146:8080', 4));
  expect([...answers].every((answer) => answer.endsWith('saw 10.0.0.3'))).toBe(true);
});

test('two of three are enough', () => {
  const mesh = threeManagers();
  stop(mesh, 'node1');
  mesh.wait(60);
  stop(mesh, 'node3');
  mesh.wait(60);
  daemonRestart(mesh.session.world, 'node1', { how: 'start' });
  mesh.wait(6);
  // The new leader has not heard of node3 since it leads.
  expect(managers(mesh, 'node1')[2]).toBe('node3 Unknown Unreachable');
  mesh.wait(15);
  expect(managers(mesh, 'node1')[2]).toBe('node3 Down Unreachable');
  expect(managers(mesh, 'node1').filter((row) => row.endsWith('Leader'))).toHaveLength(1);
  expect(mesh.type('node2', 'docker service ls')).toMatch(/demo +replicated/);
});

test('demoting down to the last one, and leaving', () => {
  const mesh = threeManagers();
  expect(mesh.type('node1', 'docker node demote node2')).toBe('Manager node2 demoted in the swarm.\n');
  expect(mesh.type('node1', 'docker node demote node3')).toBe('Manager node3 demoted in the swarm.\n');
  expect(managers(mesh, 'node1')).toEqual(['node1 Ready Leader', 'node2 Ready ', 'node3 Ready']);
  expect(mesh.refused('node1', 'docker node demote node1')).toBe(
    'Error response from daemon: rpc error: code = FailedPrecondition desc = attempting to demote the last manager of the swarm',
  );
  expect(mesh.type('node3', 'docker swarm leave')).toBe('Node left the swarm.\n');
  expect(mesh.type('node3', 'docker network ls')).not.toMatch(/overlay/);
  expect(mesh.type('node3', 'docker network ls')).toContain('docker_gwbridge');
  expect(mesh.ask('outside', '192.168.1.147:8080')).toEqual(['refused']);
  mesh.wait(15);
  expect(managers(mesh, 'node1')[2]).toBe('node3 Down');
  expect(mesh.type('node1', 'docker node rm node3')).toBe('node3\n');
  expect(mesh.refused('node1', 'docker swarm leave')).toBe(
    'Error response from daemon: You are attempting to leave the swarm on a node that is participating as a manager. Removing the last manager erases all current state of the swarm. Use `--force` to ignore this message.',
  );
  expect(mesh.type('node1', 'docker swarm leave --force')).toBe('Node left the swarm.\n');
  expect(mesh.rules('node1', 'nat')).toContain('-A DOCKER-INGRESS -j RETURN');
  expect(mesh.rules('node1', 'nat').join()).not.toContain('8080');
});

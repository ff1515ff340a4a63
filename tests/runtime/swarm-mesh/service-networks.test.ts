import { expect, test } from 'vitest';
import { swarm } from './mesh.ts';

/** Case h1: which networks services may name, and what becomes of those that name none. */

const mesh = swarm();
mesh.places({ 'plain.1': ['node1'] });
mesh.type('node1', 'docker network create -d overlay my_demo');
mesh.type('node1', 'docker network create localnet');
const create = (options: string) => `docker service create -d ${options} demo-web:1`;
const states = (service: string) =>
  mesh.type('node1', `docker service ps --no-trunc --format '{{.CurrentState}} {{.Error}}' ${service}`);

test('host: the task is a process of its node', () => {
  mesh.type('node1', `${create('--name onhost --network host --constraint node.hostname==node2')}`);
  mesh.wait(8);
  expect(mesh.ask('outside', '192.168.1.146:80')).toEqual([expect.stringContaining('saw 192.168.1.100')]);
  expect(mesh.ask('outside', '192.168.1.31:80')).toEqual(['refused']);
});

test.each(['none', 'localnet', 'nosuchnet'])('%s is no network that the swarm knows', (network) => {
  expect(mesh.refused('node1', create(`--name refused --network ${network}`))).toMatch(
    new RegExp(`network ${network} not found|No such network: ${network}`),
  );
});

test('ingress is not for services to name', () => {
  expect(mesh.refused('node1', create('--name oningress --network ingress'))).toBe(
    'Error response from daemon: rpc error: code = InvalidArgument desc = Service cannot be explicitly attached to the ingress network "ingress"',
  );
});

test('bridge, and none named: the default bridge of the node', () => {
  mesh.type('node1', create('--name onbridge --network bridge --constraint node.hostname==node3'));
  mesh.type('node1', create('--name plain'));
  mesh.wait(8);
  const networks = (node: string, name: string) =>
    mesh.type(
      node,
      `docker inspect -f '{{range $name, $n := .NetworkSettings.Networks}}{{$name}}={{$n.IPAddress}}{{end}}' $(docker ps -q -f name=${name})`,
    );
  expect(networks('node3', 'onbridge')).toBe('bridge=172.17.0.2\n');
  expect(networks('node1', 'plain')).toBe('bridge=172.17.0.2\n');
  expect(mesh.type('node1/plain', 'ip route')).toContain('default via 172.17.0.1 dev eth0');
  expect(mesh.type('node1', "docker service inspect -f '{{json .Endpoint}}' plain")).toBe('{"Spec":{}}\n');
});

test('host with a published port: every task is rejected', () => {
  mesh.type('node1', create('--name onhostpub --network host --publish 8071:80'));
  mesh.wait(15);
  expect(states('onhostpub')).toMatch(/Rejected .* "container cannot be disconnected from host network/);
});

test('host together with an overlay: rejected too', () => {
  mesh.type('node1', create('--name both --network host --network my_demo'));
  mesh.wait(8);
  expect(states('both')).toMatch(
    /Rejected .* "container sharing network namespace with another container or host cannot be connected to any other network/,
  );
});

test('networks in use are not removed, and ingress only after a question', () => {
  expect(mesh.refused('node1', 'docker network rm my_demo')).toMatch(
    /^Error response from daemon: rpc error: code = FailedPrecondition desc = network [0-9a-z]{25} is in use by service [0-9a-z]{25}\b/,
  );
  expect(mesh.refused('node1', 'docker network rm docker_gwbridge')).toMatch(
    /network docker_gwbridge id [0-9a-f]{64} has active endpoints/,
  );
  expect(mesh.refused('node1', 'docker network disconnect ingress ingress-sbox')).toContain(
    'No such container: ingress-sbox',
  );
});

test('names of services are names of the DNS', () => {
  expect(mesh.refused('node1', create('--name a_b.c --network my_demo'))).toBe(
    'Error response from daemon: rpc error: code = InvalidArgument desc = name must be valid as a DNS name component',
  );
});

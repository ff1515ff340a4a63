import { expect, test } from 'vitest';
import { connectionsOf, flushConnections } from '../../../runtime/kernel/conntrack/table.ts';
import { destroyNetns } from '../../../runtime/kernel/namespaces.ts';
import { closeSocket, socketsOf } from '../../../runtime/kernel/sockets.ts';
import { closeConnection, openConnection, pollConnection } from '../../../runtime/probe/open-connection.ts';
import { dockerHost } from '../kernel/docker-host.ts';
import { at, container, ip, iptables, type Lab, tracked } from '../kernel/lab.ts';

function open(lab: Lab, from = 'client', to = '192.168.1.31', port = 8080) {
  const { connection } = openConnection(lab, { netns: at(lab, from).id, to: ip(to), port });
  if (connection === undefined) throw new Error('not opened');
  return { connection, poll: () => pollConnection(lab, connection).kind };
}

test('an open connection stands in the tables on its way until it is closed', () => {
  const lab = dockerHost();
  const { connection, poll } = open(lab);
  expect(connectionsOf(lab.kernel, at(lab, 'h1').id)).toMatchObject([
    { state: 'established', original: { destinationPort: 8080 }, reply: { sourcePort: 80 } },
  ]);
  expect(poll()).toBe('alive');
  closeConnection(lab, connection);
  expect(tracked(lab)).toBe(0);
});

test('a connection is data: it goes on in a forked world', () => {
  const lab = dockerHost();
  const { connection } = open(lab);
  const fork = structuredClone({ kernel: lab.kernel, connection });
  expect(pollConnection(fork, fork.connection).kind).toBe('alive');
});

test('a new rule that drops established packets hangs it; dropping new ones only does not', () => {
  const lab = dockerHost();
  const { poll } = open(lab);
  iptables(lab, 'h1', '-I DOCKER-USER -m conntrack --ctstate NEW -j DROP');
  expect(poll()).toBe('alive');
  iptables(lab, 'h1', '-I DOCKER-USER -i eth0 -j DROP');
  expect(poll()).toBe('hanging');
});

test('the table is asked no more: deleting the DNAT rule keeps it, flushing the connection does not', () => {
  const lab = dockerHost();
  const { poll } = open(lab);
  at(lab, 'h1').ipv4.tables.get('nat')!.chains.get('DOCKER')!.rules.length = 0;
  at(lab, 'h1').ipv4.revision++;
  expect(poll()).toBe('alive');
  flushConnections(lab.kernel, at(lab, 'h1').id);
  expect(poll(), 'the host takes the packet for itself and knows of no such connection').toBe('closed');
});

test('a server that is gone: hanging while nobody has its address, closed when another one has', () => {
  const lab = dockerHost();
  const { poll } = open(lab, 'h1/other', '172.17.0.2', 80);
  destroyNetns(lab.kernel, at(lab, 'h1/web').id);
  expect(poll()).toBe('hanging');
  container(lab, 'h1/next', 'docker0', '172.17.0.2/16', '172.17.0.1');
  expect(poll()).toBe('closed');
});

test('a program that ends closes', () => {
  const lab = dockerHost();
  const { poll } = open(lab);
  for (const socket of socketsOf(lab.kernel, at(lab, 'h1/web').id)) closeSocket(lab.kernel, socket);
  expect(poll()).toBe('closed');
});

test('through a proxy both connections must live', () => {
  const lab = dockerHost();
  const { connection, poll } = open(lab, 'h1/db');
  expect(connection.backend?.client.netns).toBe(at(lab, 'h1').id);
  expect(poll()).toBe('alive');
  destroyNetns(lab.kernel, at(lab, 'h1/web').id);
  expect(poll()).toBe('hanging');
  closeConnection(lab, connection);
  expect(tracked(lab)).toBe(0);
});

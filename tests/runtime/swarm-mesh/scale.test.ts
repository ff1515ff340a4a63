import { expect, test } from 'vitest';
import { demo, type Mesh } from './mesh.ts';

/** Case e1: the published service demo is scaled up and down. The program is one that obeys SIGTERM. */

const servers = (mesh: Mesh, where = 'node1/ingress_sbox') =>
  mesh.balanced(where).map((line) => line.slice(5));

test('up to four and six: addresses go on upwards, every node balances to all, in the order of a list that grows at its head', () => {
  const mesh = demo();
  mesh.places({ 'demo.3': ['node3'], 'demo.4': ['node3'], 'demo.5': ['node2'], 'demo.6': ['node1'] });
  mesh.type('node1', 'docker service scale demo=4');
  expect(servers(mesh)).toEqual(['10.0.0.6 w1, 10.0.0.7 w1, 10.0.0.8 w1, 10.0.0.9 w1']);
  expect(servers(mesh, 'node2/ingress_sbox')).toEqual(servers(mesh));
  expect(servers(mesh, 'node3/ingress_sbox')).toEqual(servers(mesh));
  mesh.type('node1', 'docker service scale demo=6');
  expect(mesh.ask('outside', '192.168.1.31:8080', 6).sort()).toEqual(
    [1, 2, 3, 4, 5, 6].map((slot) => `demo.${slot} saw 10.0.0.2`),
  );
});

test('down to one: first the others weigh nothing, then they are gone; requests go to the one at once', () => {
  const mesh = demo();
  mesh.type('node1', 'docker service scale demo=4');
  mesh.type('node1', 'docker service scale -d demo=1');
  mesh.wait(1.2);
  expect(servers(mesh)).toEqual(['10.0.0.6 w1, 10.0.0.7 w0, 10.0.0.8 w0, 10.0.0.9 w0']);
  expect(new Set(mesh.ask('outside', '192.168.1.31:8080', 4))).toEqual(new Set(['demo.1 saw 10.0.0.2']));
  mesh.wait(20);
  expect(servers(mesh)).toEqual(['10.0.0.6 w1']);
  expect(servers(mesh, 'node3/ingress_sbox')).toEqual(['10.0.0.6 w1']);
});

test('up again: slots come back with new addresses, since those that were used are not given out soon', () => {
  const mesh = demo();
  mesh.type('node1', 'docker service scale demo=1');
  mesh.wait(20);
  mesh.type('node1', 'docker service scale demo=3');
  expect(servers(mesh)).toEqual(['10.0.0.6 w1, 10.0.0.8 w1, 10.0.0.9 w1']);
  expect(mesh.ask('outside', '192.168.1.146:8080', 3).sort()).toEqual(
    [1, 2, 3].map((slot) => `demo.${slot} saw 10.0.0.3`),
  );
});

test('down to none: ports, marks and the virtual address go; the chains and the SNAT rule stay', () => {
  const mesh = demo();
  mesh.type('node1', 'docker service scale demo=0');
  mesh.wait(20);
  expect(mesh.balanced('node1/ingress_sbox')).toEqual([]);
  expect(mesh.ask('outside', '192.168.1.31:8080')).toEqual(['refused']);
  const ingress = (rule: string) => rule.includes('INGRESS');
  expect(mesh.rules('node2', 'filter', 'nat').filter(ingress)).toEqual([
    '-A FORWARD -j DOCKER-INGRESS',
    '-A DOCKER-INGRESS -j RETURN',
    '-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER-INGRESS',
    '-A OUTPUT -m addrtype --dst-type LOCAL -j DOCKER-INGRESS',
    '-A DOCKER-INGRESS -j RETURN',
  ]);
  expect(mesh.rules('node2/ingress_sbox', 'mangle', 'nat')).toEqual([
    '-A POSTROUTING -d 10.0.0.0/24 -m ipvs --ipvs -j SNAT --to-source 10.0.0.3',
  ]);
  expect(mesh.type('node2/ingress_sbox', 'ip addr')).not.toContain('10.0.0.5');
  mesh.type('node1', 'docker service scale demo=2');
  expect(mesh.ask('outside', '192.168.1.31:8080', 2).sort()).toEqual([
    'demo.1 saw 10.0.0.2',
    'demo.2 saw 10.0.0.2',
  ]);
});

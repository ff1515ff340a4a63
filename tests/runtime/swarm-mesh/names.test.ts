import { expect, test } from 'vitest';
import { demo } from './mesh.ts';

/** Cases c1 and d1: service to service by virtual address, and without one. */

const mesh = demo();
mesh.type(
  'node1',
  'docker service create --name caller --network my_demo --constraint node.hostname==node3 demo-web:1',
);
const addressesOf = (name: string) =>
  [...mesh.type('node3/caller', `nslookup ${name}`).matchAll(/^Address: +(10\.\S+)$/gm)]
    .map((m) => m[1])
    .sort();

test.each([
  ['demo', ['10.0.1.2']],
  ['demo.', ['10.0.1.2']],
  ['demo.my_demo', ['10.0.1.2']],
  ['tasks.demo', ['10.0.1.3', '10.0.1.4']],
  ['caller', ['10.0.1.7']],
  ['tasks.caller', ['10.0.1.8']],
])('%s resolves to %s', (name, addresses) => expect(addressesOf(name)).toEqual(addresses));

test.each(['demo.1', 'nosuch'])('%s does not exist', (name) => {
  expect(mesh.refused('node3/caller', `nslookup ${name}`)).toContain(
    `** server can't find ${name}: NXDOMAIN`,
  );
});

test('a task is found by its full name and by its container; addresses lead back to the full name', () => {
  const name = mesh.type('node1', "docker ps --filter name=demo --format '{{.Names}}'").trim();
  expect(addressesOf(name)).toEqual(['10.0.1.4']);
  const id = mesh.type('node1', 'docker ps -q --filter name=demo').trim();
  expect(addressesOf(id)).toEqual(['10.0.1.4']);
  expect(mesh.type('node3/caller', 'nslookup 10.0.1.4')).toContain(`name = ${name}.my_demo`);
});

test('the virtual address answers on every port that a task has, in turn, and to echoes', () => {
  // Who comes first depends on the order in which the node heard of the tasks.
  const [first, second, third] = mesh.ask('node3/caller', '10.0.1.2:80', 3);
  expect([first, second].sort()).toEqual(['demo.1 saw 10.0.1.9', 'demo.2 saw 10.0.1.9']);
  expect(third).toBe(first);
  expect(mesh.type('node3/caller', 'ping -c 2 -W 2 demo')).toContain(
    '2 packets transmitted, 2 packets received',
  );
  expect(mesh.ask('node3/caller', '10.0.1.2:8080')).toEqual(['refused']);
  expect(mesh.ask('node3/caller', '10.0.1.2:81')).toEqual(['refused']);
});

test('a task that is asked directly sees the caller itself', () => {
  expect(mesh.ask('node3/caller', '10.0.1.3:80')).toEqual(['demo.1 saw 10.0.1.8']);
});

test('a replica asks its own service, and may be its own answer', () => {
  expect(new Set(mesh.ask('node1/demo', '10.0.1.2:80', 4))).toEqual(
    new Set(['demo.1 saw 10.0.1.6', 'demo.2 saw 10.0.1.6']),
  );
});

test('the balancer of node3 has its own marks: the daemon counts them through', () => {
  expect(mesh.rules('node3/lb_my_demo', 'mangle', 'nat')).toEqual([
    '-A INPUT -d 10.0.1.2/32 -j MARK --set-xmark 0x101/0xffffffff',
    '-A INPUT -d 10.0.1.7/32 -j MARK --set-xmark 0x102/0xffffffff',
    '-A POSTROUTING -d 10.0.1.0/24 -m ipvs --ipvs -j SNAT --to-source 10.0.1.9',
  ]);
  expect(mesh.balanced('node3/lb_my_demo')).toEqual(['257: 10.0.1.3 w1, 10.0.1.4 w1', '258: 10.0.1.8 w1']);
  const addresses = [...mesh.type('node3/lb_my_demo', 'ip addr').matchAll(/inet (10\S+)/g)].map((m) => m[1]);
  expect(addresses).toEqual(['10.0.1.9/24', '10.0.1.2/32', '10.0.1.7/32']);
});

test('the caller itself has no such rules', () => {
  expect(mesh.rules('node3/caller', 'filter', 'mangle', 'nat')).toEqual([]);
  expect(mesh.type('node3/caller', 'ip route')).toContain('default via 172.18.0.1 dev eth1');
});

test('nobody but the overlay knows the virtual address', () => {
  expect(mesh.ask('outside', '10.0.1.2:80')[0]).not.toContain('saw');
  expect(mesh.ask('node3', '10.0.1.2:80')[0]).not.toContain('saw');
});

const rr = demo();
rr.places({ 'rr.1': ['node3'], 'rr.2': ['node1'], 'rr.3': ['node2'] });

test('dnsrr and a port on ingress exclude each other', () => {
  const refusal =
    "Error response from daemon: rpc error: code = InvalidArgument desc = EndpointSpec: port published with ingress mode can't be used with dnsrr mode";
  expect(
    rr.refused(
      'node1',
      'docker service create -d --name bad --endpoint-mode dnsrr --publish 8089:80 demo-web:1',
    ),
  ).toBe(refusal);
  expect(rr.refused('node1', 'docker service update -d --endpoint-mode dnsrr demo')).toBe(refusal);
});

test('dnsrr: the name is all tasks, asked directly, and no balancer knows the service', () => {
  rr.type(
    'node1',
    'docker service create --name rr --replicas 3 --endpoint-mode dnsrr --network my_demo demo-web:1',
  );
  rr.type(
    'node1',
    'docker service create --name caller --network my_demo --constraint node.hostname==node3 demo-web:1',
  );
  const tasks = ['rr.1', 'rr.2', 'rr.3'].map((task, at) => {
    const node = ['node3', 'node1', 'node2'][at]!;
    return rr
      .type(
        node,
        `docker inspect -f '{{.NetworkSettings.Networks.my_demo.IPAddress}}' $(docker ps -q -f name=${task})`,
      )
      .trim();
  });
  const answers = Array.from({ length: 12 }, () =>
    [...rr.type('node3/caller', 'nslookup rr').matchAll(/^Address: +(10\.\S+)$/gm)].map((m) => m[1]!),
  );
  for (const answer of answers) expect([...answer].sort()).toEqual([...tasks].sort());
  // The order is shuffled for each answer (libnetwork resolver.go).
  expect(new Set(answers.map((answer) => answer[0])).size).toBeGreaterThan(1);
  const own = rr.type('node3/caller', 'ip addr show eth0').match(/inet (\S+)\//)![1];
  expect(rr.ask('node3/caller', `${tasks[1]}:80`)).toEqual([`rr.2 saw ${own}`]);
  const { Endpoint } = JSON.parse(rr.type('node1', 'docker service inspect rr'))[0];
  expect(Endpoint).toEqual({ Spec: { Mode: 'dnsrr' } });
  expect(rr.balanced('node1/lb_my_demo').map((line) => line.split(':')[0])).toHaveLength(2);
});

test('dnsrr with a port in mode host: the node of the task answers, and sees who asks', () => {
  rr.type(
    'node1',
    'docker service create --name rrhost --endpoint-mode dnsrr --publish published=8088,target=80,mode=host --network my_demo --constraint node.hostname==node2 demo-web:1',
  );
  expect(rr.ask('outside', '192.168.1.146:8088')).toEqual(['rrhost.1 saw 192.168.1.100']);
  expect(rr.ask('outside', '192.168.1.31:8088')).toEqual(['refused']);
});

import { expect, test } from 'vitest';
import { demo } from './mesh.ts';

/** Case b1: service demo with two replicas on three nodes, port 8080 published through the routing mesh, target 80. */

const mesh = demo();

test('the tasks, their machines and addresses', () => {
  const rows = mesh.type('node1', "docker service ps --format '{{.Name}} {{.Node}} {{.CurrentState}}' demo");
  expect(rows.split('\n').map((row) => row.split(' ').slice(0, 3).join(' '))).toEqual([
    'demo.1 node2 Running',
    'demo.2 node1 Running',
    '',
  ]);
  expect(mesh.type('node1', 'docker service ls')).toMatch(
    /demo +replicated +2\/2 +demo-web:1 +\*:8080->80\/tcp/,
  );
  const ips = (node: string) =>
    mesh.type(
      node,
      "docker inspect -f '{{range $name, $n := .NetworkSettings.Networks}}{{$name}}={{$n.IPAddress}} {{end}}' $(docker ps -q)",
    );
  expect(ips('node2').trim()).toBe('ingress=10.0.0.6 my_demo=10.0.1.3');
  expect(ips('node1').trim()).toBe('ingress=10.0.0.7 my_demo=10.0.1.4');
});

test('virtual addresses: one on ingress, one on the network', () => {
  const { Endpoint } = JSON.parse(mesh.type('node1', 'docker service inspect demo'))[0];
  expect(Endpoint.VirtualIPs.map(({ Addr }: { Addr: string }) => Addr)).toEqual([
    '10.0.0.5/24',
    '10.0.1.2/24',
  ]);
  expect(Endpoint.Ports).toEqual([
    { Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress' },
  ]);
});

test.each(['node1', 'node2', 'node3'])('the rules of %s itself, whether a task runs there or not', (node) => {
  expect(mesh.rules(node, 'filter', 'nat')).toEqual([
    '-A FORWARD -j DOCKER-USER',
    '-A FORWARD -j DOCKER-INGRESS',
    '-A FORWARD -j DOCKER-ISOLATION-STAGE-1',
    '-A FORWARD -o docker_gwbridge -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    '-A FORWARD -o docker_gwbridge -j DOCKER',
    '-A FORWARD -i docker_gwbridge ! -o docker_gwbridge -j ACCEPT',
    '-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    '-A FORWARD -o docker0 -j DOCKER',
    '-A FORWARD -i docker0 ! -o docker0 -j ACCEPT',
    '-A FORWARD -i docker0 -o docker0 -j ACCEPT',
    '-A FORWARD -i docker_gwbridge -o docker_gwbridge -j DROP',
    '-A DOCKER-INGRESS -p tcp -m tcp --dport 8080 -j ACCEPT',
    '-A DOCKER-INGRESS -p tcp -m state --state RELATED,ESTABLISHED -m tcp --sport 8080 -j ACCEPT',
    '-A DOCKER-INGRESS -j RETURN',
    '-A DOCKER-ISOLATION-STAGE-1 -i docker_gwbridge ! -o docker_gwbridge -j DOCKER-ISOLATION-STAGE-2',
    '-A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2',
    '-A DOCKER-ISOLATION-STAGE-1 -j RETURN',
    '-A DOCKER-ISOLATION-STAGE-2 -o docker_gwbridge -j DROP',
    '-A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP',
    '-A DOCKER-ISOLATION-STAGE-2 -j RETURN',
    '-A DOCKER-USER -j RETURN',
    '-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER-INGRESS',
    '-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
    '-A OUTPUT -m addrtype --dst-type LOCAL -j DOCKER-INGRESS',
    '-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
    '-A POSTROUTING -o docker_gwbridge -m addrtype --src-type LOCAL -j MASQUERADE',
    '-A POSTROUTING -s 172.18.0.0/16 ! -o docker_gwbridge -j MASQUERADE',
    '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
    '-A DOCKER -i docker_gwbridge -j RETURN',
    '-A DOCKER -i docker0 -j RETURN',
    '-A DOCKER-INGRESS -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.18.0.2:8080',
    '-A DOCKER-INGRESS -j RETURN',
  ]);
  expect(mesh.type(node, 'ss -lntu')).toMatch(/LISTEN .*\*:8080/);
});

test.each([
  ['node1', '10.0.0.2'],
  ['node2', '10.0.0.3'],
  ['node3', '10.0.0.4'],
])('ingress_sbox of %s marks, balances, and answers for itself', (node, own) => {
  expect(mesh.rules(`${node}/ingress_sbox`, 'mangle', 'nat')).toEqual([
    '-A PREROUTING -p tcp -m tcp --dport 8080 -j MARK --set-xmark 0x100/0xffffffff',
    '-A INPUT -d 10.0.0.5/32 -j MARK --set-xmark 0x100/0xffffffff',
    `-A POSTROUTING -d 10.0.0.0/24 -m ipvs --ipvs -j SNAT --to-source ${own}`,
  ]);
  expect(mesh.balanced(`${node}/ingress_sbox`)).toEqual(['256: 10.0.0.6 w1, 10.0.0.7 w1']);
  const addresses = [...mesh.type(`${node}/ingress_sbox`, 'ip addr').matchAll(/inet (\S+)/g)].map(
    (m) => m[1],
  );
  expect(addresses).toEqual(['127.0.0.1/8', `${own}/24`, '10.0.0.5/32', '172.18.0.2/16']);
});

test('a task: published ports become its own, ingress is shut for the rest, three cards, one way out', () => {
  expect(mesh.rules('node1/demo', 'filter', 'nat')).toEqual([
    '-A INPUT -d 10.0.0.7/32 -p tcp -m tcp --dport 80 -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT',
    '-A INPUT -d 10.0.0.7/32 -p sctp -j DROP',
    '-A INPUT -d 10.0.0.7/32 -p udp -j DROP',
    '-A INPUT -d 10.0.0.7/32 -p tcp -j DROP',
    '-A OUTPUT -s 10.0.0.7/32 -p tcp -m tcp --sport 80 -m conntrack --ctstate ESTABLISHED -j ACCEPT',
    '-A OUTPUT -s 10.0.0.7/32 -p sctp -j DROP',
    '-A OUTPUT -s 10.0.0.7/32 -p udp -j DROP',
    '-A OUTPUT -s 10.0.0.7/32 -p tcp -j DROP',
    '-A PREROUTING -d 10.0.0.7/32 -p tcp -m tcp --dport 8080 -j REDIRECT --to-ports 80',
  ]);
  expect(mesh.type('node1/demo', 'ip route')).toBe(
    'default via 172.18.0.1 dev eth2 \n10.0.0.0/24 dev eth0 scope link  src 10.0.0.7 \n10.0.1.0/24 dev eth1 scope link  src 10.0.1.4 \n172.18.0.0/16 dev eth2 scope link  src 172.18.0.3 \n',
  );
  expect(mesh.type('node1/demo', 'ip addr')).toMatch(
    /eth0@if\d+: .*mtu 1450 .*\n.*02:42:0a:00:00:07 [\s\S]*eth2@if\d+: .*mtu 1500 .*\n.*02:42:ac:12:00:03 [\s\S]*eth1@if\d+: .*mtu 1450 .*\n.*02:42:0a:00:01:04 /,
  );
});

test('the balancer of the network is there where a task is, with marks of its own', () => {
  expect(mesh.rules('node1/lb_my_demo', 'mangle', 'nat')).toEqual([
    '-A INPUT -d 10.0.1.2/32 -j MARK --set-xmark 0x101/0xffffffff',
    '-A POSTROUTING -d 10.0.1.0/24 -m ipvs --ipvs -j SNAT --to-source 10.0.1.6',
  ]);
  expect(mesh.balanced('node1/lb_my_demo')).toEqual(['257: 10.0.1.3 w1, 10.0.1.4 w1']);
  expect(mesh.balanced('node2/lb_my_demo')).toEqual(['257: 10.0.1.3 w1, 10.0.1.4 w1']);
  expect(mesh.type('node1/lb_my_demo', 'ip route')).toBe(
    '10.0.1.0/24 dev eth0 proto kernel scope link src 10.0.1.6 \n',
  );
  expect(mesh.type('node3', 'docker network ls')).not.toContain('my_demo');
});

test('neighbours and forwarding entries of the network: the task and the balancer of the other node', () => {
  const neighbours = mesh.type('node1/1-my_demo', 'ip neigh').trim().split('\n').sort();
  expect(neighbours.map((line) => line.trim())).toEqual([
    '10.0.1.3 dev vxlan0 lladdr 02:42:0a:00:01:03 PERMANENT',
    '10.0.1.5 dev vxlan0 lladdr 02:42:0a:00:01:05 PERMANENT',
  ]);
  const remote = mesh
    .type('node1/1-my_demo', 'bridge fdb show')
    .match(/^.* dst .*$/gm)!
    .sort();
  expect(remote.map((line) => line.replace(/ link-netnsid 0/, ''))).toEqual([
    '02:42:0a:00:01:03 dev vxlan0 dst 192.168.1.146 self permanent',
    '02:42:0a:00:01:05 dev vxlan0 dst 192.168.1.146 self permanent',
  ]);
  expect(mesh.type('node1/1-my_demo', 'ip -d link show vxlan0')).toContain('vxlan id 4097');
});

test('docker network inspect: what is on this node, hidden sandboxes too, and the peers', () => {
  const inspect = (network: string) => JSON.parse(mesh.type('node1', `docker network inspect ${network}`))[0];
  const { Containers, Peers } = inspect('my_demo');
  const list = (containers: object) =>
    Object.values(containers as { [id: string]: { Name: string; IPv4Address: string } })
      .map(({ Name, IPv4Address }) => `${Name.replace(/(demo\.\d)\..*/, '$1')} ${IPv4Address}`)
      .sort();
  expect(list(Containers)).toEqual(['demo.2 10.0.1.4/24', 'my_demo-endpoint 10.0.1.6/24']);
  expect(list(inspect('ingress').Containers)).toEqual(['demo.2 10.0.0.7/24', 'ingress-endpoint 10.0.0.2/24']);
  expect(Peers.map(({ IP }: { IP: string }) => IP).sort()).toEqual(['192.168.1.146', '192.168.1.31']);
});

test('each node answers in turn, and the task sees the sandbox of the node that was asked', () => {
  const fresh = demo();
  expect(fresh.ask('outside', '192.168.1.31:8080', 6)).toEqual([
    'demo.1 saw 10.0.0.2',
    'demo.2 saw 10.0.0.2',
    'demo.1 saw 10.0.0.2',
    'demo.2 saw 10.0.0.2',
    'demo.1 saw 10.0.0.2',
    'demo.2 saw 10.0.0.2',
  ]);
  expect(fresh.ask('outside', '192.168.1.146:8080', 3)).toEqual([
    'demo.2 saw 10.0.0.3',
    'demo.1 saw 10.0.0.3',
    'demo.2 saw 10.0.0.3',
  ]);
  expect(fresh.ask('outside', '192.168.1.147:8080', 3)).toEqual([
    'demo.2 saw 10.0.0.4',
    'demo.1 saw 10.0.0.4',
    'demo.2 saw 10.0.0.4',
  ]);
});

test.each([
  ['127.0.0.1', '10.0.0.2'],
  ['192.168.1.31', '10.0.0.2'],
  ['192.168.1.146', '10.0.0.3'],
  ['172.18.0.1', '10.0.0.2'],
  ['172.18.0.2', '10.0.0.2'],
])('a node asks %s and is seen as %s', (to, seen) => {
  expect(new Set(mesh.ask('node1', `${to}:8080`, 2))).toEqual(
    new Set([`demo.1 saw ${seen}`, `demo.2 saw ${seen}`]),
  );
});

test("the target's port is nobody's on the node", () => {
  expect(mesh.ask('outside', '192.168.1.31:80')).toEqual(['refused']);
});

test.each(['nsenter -t PID -n', 'nsenter --target PID --net', 'nsenter --target=PID -n'])(
  '`%s` is in the namespace of the process',
  (enter) => {
    const command = enter.replace('PID', "$(docker inspect -f '{{.State.Pid}}' $(docker ps -q))");
    expect(mesh.type('node1', `${command} ip addr show eth0`)).toContain('inet 10.0.0.7/24');
    expect(mesh.refused('node1', `${enter.replace('PID', '1')} ip addr`)).toBe(
      'nsenter: cannot open /proc/1/ns/net: No such file or directory',
    );
  },
);

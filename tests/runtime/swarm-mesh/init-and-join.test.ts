import { expect, test } from 'vitest';
import { nodes, swarm } from './mesh.ts';

/** Cases a1 and a2: a swarm begins, two nodes join, no service yet. */

const NOT_A_MANAGER =
  'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

test.each(['docker service ls', 'docker node ls', 'docker network create -d overlay early'])(
  'before the swarm, `%s` is refused',
  (command) => expect(nodes().refused('node1', command)).toBe(NOT_A_MANAGER),
);

test('init and join as they are typed, and what is refused', () => {
  const { type, refused } = nodes();
  const init = type('node1', 'docker swarm init');
  expect(init).toMatch(
    /^Swarm initialized: current node \([0-9a-z]{25}\) is now a manager\.\n\nTo add a worker to this swarm, run the following command:\n\n {4}docker swarm join --token SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25} 192\.168\.1\.31:2377\n\nTo add a manager to this swarm, run 'docker swarm join-token manager' and follow the instructions\.\n\n$/,
  );
  const already =
    'Error response from daemon: This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.';
  expect(refused('node1', 'docker swarm init')).toBe(already);
  const join = /docker swarm join .*/.exec(init)![0];
  expect(type('node2', join)).toBe('This node joined a swarm as a worker.\n');
  expect(refused('node2', join)).toBe(already);
  expect(refused('node2', 'docker node ls')).toBe(
    "Error response from daemon: This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.",
  );
  expect(refused('node2', 'docker network create -d overlay from-worker')).toBe(
    'Error response from daemon: Cannot create a multi-host network from a worker node. Please create the network from a manager node.',
  );
});

test('docker node ls, and inspect', () => {
  const { type } = swarm();
  const rows = type('node1', 'docker node ls')
    .split('\n')
    .map((line) => line.slice(30).replace(/ +/g, ' ').trim());
  expect(rows).toEqual([
    'HOSTNAME STATUS AVAILABILITY MANAGER STATUS ENGINE VERSION',
    'node1 Ready Active Leader 20.10.24+dfsg1',
    'node2 Ready Active 20.10.24+dfsg1',
    'node3 Ready Active 20.10.24+dfsg1',
    '',
  ]);
  const format =
    '{{.Description.Hostname}} {{.Spec.Role}} {{.Spec.Availability}} {{.Status.State}} {{.Status.Addr}}';
  expect(type('node1', `docker node inspect node1 node2 node3 --format "${format}"`).split('\n')).toEqual([
    'node1 manager active ready 192.168.1.31',
    'node2 worker active ready 192.168.1.146',
    'node3 worker active ready 192.168.1.147',
    '',
  ]);
});

test('the rules that docker_gwbridge brings, and none of DOCKER-INGRESS before a port is published', () => {
  expect(swarm().rules('node1', 'filter', 'nat')).toEqual([
    '-A FORWARD -j DOCKER-USER',
    '-A FORWARD -j DOCKER-ISOLATION-STAGE-1',
    '-A FORWARD -o docker_gwbridge -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    '-A FORWARD -o docker_gwbridge -j DOCKER',
    '-A FORWARD -i docker_gwbridge ! -o docker_gwbridge -j ACCEPT',
    '-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    '-A FORWARD -o docker0 -j DOCKER',
    '-A FORWARD -i docker0 ! -o docker0 -j ACCEPT',
    '-A FORWARD -i docker0 -o docker0 -j ACCEPT',
    '-A FORWARD -i docker_gwbridge -o docker_gwbridge -j DROP',
    '-A DOCKER-ISOLATION-STAGE-1 -i docker_gwbridge ! -o docker_gwbridge -j DOCKER-ISOLATION-STAGE-2',
    '-A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2',
    '-A DOCKER-ISOLATION-STAGE-1 -j RETURN',
    '-A DOCKER-ISOLATION-STAGE-2 -o docker_gwbridge -j DROP',
    '-A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP',
    '-A DOCKER-ISOLATION-STAGE-2 -j RETURN',
    '-A DOCKER-USER -j RETURN',
    '-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
    '-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
    '-A POSTROUTING -s 172.18.0.0/16 ! -o docker_gwbridge -j MASQUERADE',
    '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
    '-A DOCKER -i docker_gwbridge -j RETURN',
    '-A DOCKER -i docker0 -j RETURN',
  ]);
});

test('the namespaces of ingress, with an address for each node', () => {
  const { type, rules, balanced } = swarm();
  expect(type('node1', 'ls -1 /var/run/docker/netns')).toMatch(/^1-[0-9a-z]{10}\ningress_sbox\n$/);
  expect(type('node2/ingress_sbox', 'ip route')).toBe(
    'default via 172.18.0.1 dev eth1 \n10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.3 \n172.18.0.0/16 dev eth1 proto kernel scope link src 172.18.0.2 \n',
  );
  const addresses = (node: string) =>
    [...type(`${node}/ingress_sbox`, 'ip addr').matchAll(/inet (\S+) .*global (\S+)/g)].map((m) =>
      m.slice(1, 3),
    );
  expect(addresses('node1')).toEqual([
    ['10.0.0.2/24', 'eth0'],
    ['172.18.0.2/16', 'eth1'],
  ]);
  expect(addresses('node3')).toEqual([
    ['10.0.0.4/24', 'eth0'],
    ['172.18.0.2/16', 'eth1'],
  ]);
  expect(rules('node1/ingress_sbox', 'mangle', 'nat')).toEqual([]);
  expect(balanced('node1/ingress_sbox')).toEqual([]);
});

test.each([
  ['node1', ['10.0.0.3 192.168.1.146', '10.0.0.4 192.168.1.147']],
  ['node2', ['10.0.0.2 192.168.1.31', '10.0.0.4 192.168.1.147']],
  ['node3', ['10.0.0.2 192.168.1.31', '10.0.0.3 192.168.1.146']],
])(
  '%s knows the other load balancers: neighbours, and forwarding entries with their machines',
  (node, peers) => {
    const { type } = swarm();
    const neighbours = type(`${node}/1-ingress`, 'ip neigh');
    const entries = type(`${node}/1-ingress`, 'bridge fdb show');
    for (const peer of peers) {
      const [ip = '', machine] = peer.split(' ');
      const mac = `02:42:0a:00:00:0${ip.at(-1)}`;
      expect(neighbours).toContain(`${ip} dev vxlan0 lladdr ${mac} PERMANENT`);
      expect(entries).toContain(`${mac} dev vxlan0 dst ${machine}`);
    }
    expect(neighbours.trim().split('\n')).toHaveLength(peers.length);
  },
);

test('the tunnel of ingress has number 4096, and room for its headers', () => {
  const { type } = swarm();
  expect(type('node1/1-ingress', 'ip -d link show vxlan0')).toMatch(
    /mtu 1450 .*\n.*\n.*vxlan id 4096 srcport 0 0 dstport 4789 proxy .*l2miss l3miss ttl auto ageing 300/,
  );
  expect(type('node1/1-ingress', 'ip addr show br0')).toContain('inet 10.0.0.1/24 brd 10.0.0.255');
});

test('docker_gwbridge: a bridge that keeps its ports apart, with ingress-sbox on it', () => {
  const inspected = JSON.parse(swarm().type('node1', 'docker network inspect docker_gwbridge'))[0];
  expect(inspected.Options).toEqual({
    'com.docker.network.bridge.enable_icc': 'false',
    'com.docker.network.bridge.enable_ip_masquerade': 'true',
    'com.docker.network.bridge.name': 'docker_gwbridge',
  });
  expect(inspected.Containers['ingress-sbox']).toMatchObject({
    Name: 'gateway_ingress-sbox',
    MacAddress: '02:42:ac:12:00:02',
    IPv4Address: '172.18.0.2/16',
  });
});

import { expect, test } from 'vitest';
import type { Surroundings } from '../../../compiler/ir/surroundings.ts';
import { scenarioOf } from '../harness.ts';

const surroundings = (body: string): Surroundings => scenarioOf(body).surroundings;
const cards = (body: string) =>
  [...surroundings(body).hosts, ...surroundings(body).clients].map(({ name, interfaces }) => ({
    name,
    interfaces,
  }));

test('without a host there is localhost, on a LAN with a router that leads to the internet', () => {
  expect(surroundings('container web { image nginx }')).toEqual({
    segments: [
      {
        name: 'lan',
        subnet: '192.168.1.0/24',
        gateway: '192.168.1.1',
        uplink: true,
        dns: { address: '192.168.1.1', records: [], otherwise: 'NXDOMAIN' },
      },
    ],
    hosts: [
      {
        kind: 'host',
        name: 'localhost',
        platform: 'linux',
        interfaces: [{ name: 'eth0', segment: 'lan', addresses: ['192.168.1.2/24'] }],
        routes: [],
        processes: [],
        sysctls: {},
        firewall: [],
        daemon: {},
        features: {},
      },
    ],
    clients: [],
    images: [],
  });
});

test('each subnet that addresses name is a LAN; a machine without an address gets a free one of the first', () => {
  const body = `
    host one { address 10.1.0.1/24 }
    host two { address 192.168.7.5/28 }
    client free { listen 80 }`;
  expect(surroundings(body).segments.map(({ name, subnet, gateway }) => [name, subnet, gateway])).toEqual([
    ['lan', '10.1.0.0/24', '10.1.0.254'],
    ['lan2', '192.168.7.0/28', '192.168.7.1'],
  ]);
  expect(cards(body)).toEqual([
    { name: 'one', interfaces: [{ name: 'eth0', segment: 'lan', addresses: ['10.1.0.1/24'] }] },
    { name: 'two', interfaces: [{ name: 'eth0', segment: 'lan2', addresses: ['192.168.7.5/28'] }] },
    { name: 'free', interfaces: [{ name: 'eth0', segment: 'lan', addresses: ['10.1.0.2/24'] }] },
  ]);
});

const ROUTER = { address: '10.1.0.1', records: [], otherwise: 'NXDOMAIN' };

test.each([
  ['uplink false', { uplink: false }],
  ['uplink false; gateway 10.1.0.9', { uplink: false, gateway: '10.1.0.9' }],
  ['', { uplink: true, gateway: '10.1.0.1', dns: ROUTER }],
  [
    'dns 10.1.0.53 { record www.corp.lan A 203.0.113.10; record corp.lan TXT a b; otherwise silent }',
    {
      uplink: true,
      gateway: '10.1.0.1',
      dns: {
        address: '10.1.0.53',
        otherwise: 'silent',
        records: [
          { name: 'www.corp.lan', type: 'A', data: '203.0.113.10' },
          { name: 'corp.lan', type: 'TXT', data: 'a b' },
        ],
      },
    },
  ],
])('a LAN with %j', (attributes, expected) => {
  const { segments } = surroundings(`lan office { subnet 10.1.0.0/24; ${attributes} }`);
  expect(segments).toEqual([{ name: 'office', subnet: '10.1.0.0/24', ...expected }]);
});

test('several cards', () => {
  const body = `
    lan office { subnet 10.1.0.0/24 }
    lan dmz { subnet 10.2.0.0/24 }
    host both { address 10.1.0.5/24, fd00::5/64, 10.2.0.5/24; mac-address 02-00-00-00-00-05; mtu 1400 }
    host named { interface wan0 { address 10.2.0.6/24; mtu 9000 }; address 10.1.0.6/24 }
    client there { lan dmz }`;
  expect(cards(body).map(({ interfaces }) => interfaces)).toEqual([
    [
      {
        name: 'eth0',
        segment: 'office',
        addresses: ['10.1.0.5/24', 'fd00::5/64'],
        mac: '02:00:00:00:00:05',
        mtu: 1400,
      },
      { name: 'eth1', segment: 'dmz', addresses: ['10.2.0.5/24'] },
    ],
    [
      { name: 'eth0', segment: 'office', addresses: ['10.1.0.6/24'] },
      { name: 'wan0', segment: 'dmz', addresses: ['10.2.0.6/24'], mtu: 9000 },
    ],
    [{ name: 'eth0', segment: 'dmz', addresses: ['10.2.0.2/24'] }],
  ]);
});

test('what a machine says of itself', () => {
  const { hosts } = surroundings(`host laptop {
    address 192.168.1.31/24
    platform desktop
    without ip_vs, esp
    route 10.0.0.0/8 via 192.168.1.9; route default via 192.168.1.254 dev eth0
    nameserver 127.0.0.53; search corp.lan, lan
    add-host nas:192.168.1.7
    sysctl net.ipv4.ip_forward=0
    listen 22, 5353/udp
    firewall "iptables -P INPUT DROP"
  }`);
  expect(hosts[0]).toMatchObject({
    platform: 'desktop',
    features: { ip_vs: false, esp: false },
    routes: [
      { to: '10.0.0.0/8', via: '192.168.1.9' },
      { to: 'default', via: '192.168.1.254', dev: 'eth0' },
    ],
    resolvConf: 'nameserver 127.0.0.53\nsearch corp.lan lan\n',
    hostsFile: '127.0.0.1\tlocalhost\n127.0.1.1\tlaptop\n192.168.1.7\tnas\n',
    sysctls: { 'net.ipv4.ip_forward': '0' },
    processes: [
      { port: 22, protocol: 'tcp' },
      { port: 5353, protocol: 'udp' },
    ],
    firewall: [{ command: 'iptables -P INPUT DROP' }],
  });
});

test('images and the seed', () => {
  const { images, seed } = surroundings(`
    seed 42
    image api { listen 80, 8000-8002; expose 80/tcp }
    container web { image api }`);
  expect(seed).toBe(42);
  expect(images[0]).toMatchObject({ name: 'api', expose: ['80/tcp'] });
  expect(images[0]!.listen.map(({ port }) => port)).toEqual([80, 8000, 8001, 8002]);
});

import { expect, test } from 'vitest';
import type { ContainerSpec, NetworkSpec, ServiceSpec } from '../../../compiler/ir/action.ts';
import { scenarioOf } from '../harness.ts';

function made(kind: 'network' | 'container' | 'service', body: string): unknown {
  for (const item of scenarioOf(body).story) {
    if (item.kind === 'do' && kind in item.action) return (item.action as never)[kind];
  }
  return undefined;
}
const network = (attributes: string) =>
  made('network', `network app { ${attributes} }\ncontainer web { image nginx; network app }`) as NetworkSpec;
const container = (attributes: string) =>
  made('container', `container web { image nginx; ${attributes} }`) as ContainerSpec;
const service = (attributes: string) =>
  made('service', `service demo { image nginx; ${attributes} }`) as ServiceSpec;

test('a network as docker network create takes it', () => {
  expect(
    network(`driver macvlan; subnet 172.30.0.0/16 { ip-range 172.30.4.0/24; aux-address nas=172.30.0.9 }
      subnet fd00::/64; gateway 172.30.0.254; gateway fd00::1
      ipv6; internal; attachable; opt parent=eth0; label a=b`),
  ).toEqual({
    name: 'app',
    driver: 'macvlan',
    subnets: [
      {
        subnet: '172.30.0.0/16',
        ipRange: '172.30.4.0/24',
        gateway: '172.30.0.254',
        auxAddresses: { nas: '172.30.0.9' },
      },
      { subnet: 'fd00::/64', gateway: 'fd00::1', auxAddresses: {} },
    ],
    internal: true,
    attachable: true,
    ipv6: true,
    options: { parent: 'eth0' },
    labels: { a: 'b' },
  });
});

test('a container as docker run takes it', () => {
  expect(
    container(`command sh -c "sleep 1d"; hostname www; publish 8080:80, 127.0.0.1::53/udp; publish-all; expose 81
      dns 10.0.0.1; dns-search corp.lan; dns-option "ndots:2"; add-host "db:10.0.0.5"; env A=1, B; label x
      sysctl net.ipv4.ip_forward=1; mac-address 02:42:AC:11:00:09; restart always; listen 80, 53/udp`),
  ).toMatchObject({
    command: ['sh', '-c', 'sleep 1d'],
    hostname: 'www',
    publish: [{ text: '8080:80' }, { text: '127.0.0.1::53/udp' }],
    publishAll: true,
    expose: ['81'],
    dns: ['10.0.0.1'],
    dnsSearch: ['corp.lan'],
    dnsOptions: ['ndots:2'],
    extraHosts: ['db:10.0.0.5'],
    environment: ['A=1', 'B'],
    labels: { x: '' },
    sysctls: { 'net.ipv4.ip_forward': '1' },
    mac: '02:42:ac:11:00:09',
    restart: 'always',
    listen: [
      { port: 80, protocol: 'tcp' },
      { port: 53, protocol: 'udp' },
    ],
  });
});

const ATTACHED = `
  network app { subnet 172.30.0.0/16 }
  network back { subnet 172.31.0.0/16 }
  container db { image redis; network back }`;

test.each<[string, Partial<ContainerSpec>]>([
  ['network host', { networkMode: 'host', attachments: [] }],
  ['network "container:db"', { networkMode: 'container:db', attachments: [] }],
  ['', { attachments: [] }],
  [
    'network app as store, back { ip 172.31.0.9; alias x, y }; ip 172.30.0.8; alias z',
    {
      attachments: [
        { network: 'app', aliases: ['store', 'z'], ip: '172.30.0.8', links: [], driverOptions: {} },
        { network: 'back', aliases: ['x', 'y'], ip: '172.31.0.9', links: [], driverOptions: {} },
      ] as never,
    },
  ],
])('attachments of %j', (attributes, expected) => {
  const { story } = scenarioOf(`${ATTACHED}\ncontainer web { image nginx; ${attributes} }`);
  const specs = story.flatMap((item) =>
    item.kind === 'do' && item.action.kind === 'run-container' ? [item.action.container] : [],
  );
  expect(specs.find(({ name }) => name === 'web')).toMatchObject(expected);
});

test('a service as docker service create takes it', () => {
  expect(
    service(`replicas 3; publish 8080:80; publish-mode host; endpoint-mode dnsrr; constraint node.role == manager
      update-delay 10s; update-order start-first; restart-condition on-failure; restart-max-attempts 3`),
  ).toMatchObject({
    mode: 'replicated',
    replicas: 3,
    publish: [{ text: 'published=8080,target=80,protocol=tcp,mode=host' }],
    endpointMode: 'dnsrr',
    constraints: ['node.role == manager'],
    update: { delayMs: 10_000, order: 'start-first' },
    restart: { condition: 'on-failure', maxAttempts: 3 },
  });
  expect(service('')).toMatchObject({ mode: 'replicated', replicas: 1, endpointMode: 'vip' });
  expect(service('mode global')).not.toHaveProperty('replicas');
});

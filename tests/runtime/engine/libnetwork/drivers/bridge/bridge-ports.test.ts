import { expect, test } from 'vitest';
import {
  createEndpoint,
  joinEndpoint,
  leaveEndpoint,
} from '../../../../../../runtime/engine/libnetwork/controller.ts';
import { listen, socketsOf } from '../../../../../../runtime/kernel/sockets.ts';
import type { HostWorld } from '../../host-world.ts';
import {
  container,
  hostWorld,
  must,
  network,
  networkNamed,
  refusalOf,
  rulesOf,
  sandbox,
} from '../../host-world.ts';

const port = (hostPort: number, hostPortEnd = hostPort) =>
  ({ protocol: 'tcp', port: 80, hostIp: '', hostPort, hostPortEnd }) as const;

const rootOf = ({ world }: HostWorld) => world.kernel.machines.get('h1')!.root;
const listeners = (host: HostWorld): string[] =>
  socketsOf(host.world.kernel, rootOf(host)).map((s) => `${s.process.name} ${s.address}:${s.port}`);

/** The mappings of an endpoint that tries to publish ports, or why it cannot. */
function publish(host: HostWorld, name: string, published: ReturnType<typeof port>[]): string[] | string {
  const box = sandbox(host, name, { published });
  const bridge = networkNamed(host, 'bridge');
  const endpoint = must(createEndpoint(host.world, host.engine, bridge.id, { name, container: name }));
  const refusal = refusalOf(joinEndpoint(host.world, host.engine, endpoint.id, box.id));
  if (refusal !== undefined) return refusal.replace(endpoint.id, 'ID');
  return endpoint.mappings.map(({ hostIp, hostPort }) => `${typeof hostIp === 'number' ? 4 : 6}:${hostPort}`);
}

test('docker-proxy listens in both families', () => {
  const host = hostWorld();
  expect(publish(host, 'web', [port(8080)])).toEqual(['4:8080', '6:8080']);
  expect(listeners(host)).toEqual(['docker-proxy any4:8080', 'docker-proxy any6:8080']);
});

test('without it dockerd keeps the port, in the families that are translated', () => {
  const host = hostWorld('26.1', { 'userland-proxy': false });
  expect(publish(host, 'web', [port(8080)])).toEqual(['4:8080']);
  expect(listeners(host)).toEqual(['dockerd any4:8080']);
});

test.each([
  ['20.10', ['4:32769', '6:32768']],
  ['26.1', ['4:32769', '6:32769']],
] as const)('random ports of engine %s, where 32768 is taken in IPv4 alone', (version, expected) => {
  const host = hostWorld(version);
  const alone = { protocol: 'tcp', port: 80, hostIp: '0.0.0.0', hostPort: 0, hostPortEnd: 0 } as const;
  container(host, 'first', ['bridge'], { published: [alone] });
  expect(publish(host, 'web', [port(0)])).toEqual(expected);
});

test('a port that another container has is refused, and nothing of the failed one stays', () => {
  const host = hostWorld();
  publish(host, 'web', [port(8080)]);
  const rules = rulesOf(host, 'nat', 'DOCKER');
  expect(publish(host, 'late', [port(9090), port(8080)])).toBe(
    'driver failed programming external connectivity on endpoint late (ID): Bind for 0.0.0.0:8080 failed: port is already allocated',
  );
  expect(rulesOf(host, 'nat', 'DOCKER')).toEqual(rules);
  expect(listeners(host)).toHaveLength(2);
  expect(publish(host, 'again', [port(9090)])).toEqual(['4:9090', '6:9090']);
});

test('a port that a program of the host has: refused when asked for, passed over when any will do', () => {
  const host = hostWorld();
  for (const taken of [80, 32768])
    listen(host.world.kernel, rootOf(host), {
      transport: 'tcp',
      address: 'any4',
      port: taken,
      process: { name: 'nginx', pid: 1 },
      service: { kind: 'silent' },
    });
  expect(publish(host, 'web', [port(80)])).toBe(
    'driver failed programming external connectivity on endpoint web (ID): Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use',
  );
  expect(publish(host, 'any', [port(0)])).toEqual(['4:32769', '6:32769']);
});

test('ports follow the way out: to a network that comes first, and back when it is left', () => {
  const host = hostWorld();
  network(host, { name: 'mid' });
  network(host, { name: 'aaa' });
  const box = container(host, 'web', ['mid'], { published: [port(8080)] });
  const target = () => rulesOf(host, 'nat', 'DOCKER').at(-1)!.split(' ').at(-1);
  expect(target()).toBe('172.18.0.2:80');
  const aaa = networkNamed(host, 'aaa');
  const endpoint = must(createEndpoint(host.world, host.engine, aaa.id, { name: 'web', container: 'web' }));
  must(joinEndpoint(host.world, host.engine, endpoint.id, box.id));
  expect(target()).toBe('172.19.0.2:80');
  must(leaveEndpoint(host.world, host.engine, endpoint.id));
  expect(target()).toBe('172.18.0.2:80');
  expect(listeners(host)).toHaveLength(2);
});

test('an internal network publishes nothing', () => {
  const host = hostWorld('20.10');
  network(host, { name: 'inner', internal: true });
  container(host, 'web', ['inner'], { published: [port(8080)] });
  expect(listeners(host)).toEqual([]);
});

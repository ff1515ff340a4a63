import { parseIp } from '../../../../runtime/address/ip.ts';
import type { DaemonJson } from '../../../../runtime/engine/daemon/daemon-json.ts';
import { createEngine, type Engine } from '../../../../runtime/engine/engine.ts';
import {
  createEndpoint,
  createNetwork,
  createSandbox,
  joinEndpoint,
  startSandbox,
} from '../../../../runtime/engine/libnetwork/controller.ts';
import type { Endpoint, EndpointSpec } from '../../../../runtime/engine/libnetwork/endpoint.ts';
import type { Network, NetworkSpec } from '../../../../runtime/engine/libnetwork/network.ts';
import type { Result } from '../../../../runtime/engine/libnetwork/result.ts';
import type { Sandbox, SandboxConfig } from '../../../../runtime/engine/libnetwork/sandbox.ts';
import type { VersionName } from '../../../../runtime/engine/versions/version.ts';
import { addMachine } from '../../../../runtime/kernel/create.ts';
import { addAddress, netnsOf, setUp } from '../../../../runtime/kernel/links.ts';
import { printRule } from '../../../../runtime/kernel/netfilter/print-rule.ts';
import type { TableName } from '../../../../runtime/kernel/netfilter/rule.ts';
import { addNic, addSegment } from '../../../../runtime/kernel/segments.ts';
import { emptyWorld } from '../../../../runtime/scenario/build-world.ts';
import type { World } from '../../../../runtime/world.ts';

export interface HostWorld {
  readonly world: World;
  readonly engine: Engine;
}

/** One host on 192.168.1.0/24 with an engine that has started, as the captured hosts are. */
export function hostWorld(version: VersionName = '26.1', config: DaemonJson = {}): HostWorld {
  const world = emptyWorld(1);
  addSegment(world.kernel, 'lan');
  const { root } = addMachine(world.kernel, { name: 'h1', kind: 'host' });
  const nic = addNic(world.kernel, root, { name: 'eth0', segment: 'lan', mac: 0x020000000001 });
  setUp(world.kernel, nic.id);
  addAddress(world.kernel, nic.id, { ip: parseIp('192.168.1.31')!, length: 24 });
  world.files.set('h1:/etc/resolv.conf', 'nameserver 192.168.1.1\n');
  const started = createEngine(world, 'h1', { version, config });
  if (!started.ok) throw new Error(started.message);
  return { world, engine: world.engines.get('h1')! };
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

export const refusalOf = (result: Result<unknown>): string | undefined =>
  result.ok ? undefined : result.message;

export const network = ({ world, engine }: HostWorld, spec: NetworkSpec): Network =>
  must(createNetwork(world, engine, spec));

export const networkNamed = ({ engine }: HostWorld, name: string): Network =>
  [...engine.controller.networks.values()].find((one) => one.name === name)!;

const PLAIN: SandboxConfig = {
  label: 'h1/box',
  useHost: false,
  hostname: 'box',
  domainname: '',
  dns: [],
  dnsSearch: [],
  dnsOptions: [],
  extraHosts: [],
  exposed: [],
  published: [],
  linkedContainers: [],
};

export const sandbox = (
  { world, engine }: HostWorld,
  container: string,
  config: Partial<SandboxConfig> = {},
): Sandbox => must(createSandbox(world, engine, container, { ...PLAIN, hostname: container, ...config }));

/** Creates an endpoint for a sandbox and joins it; `started` sandboxes get the interface at once. */
export function join(
  { world, engine }: HostWorld,
  box: Sandbox,
  name: string,
  spec: Partial<EndpointSpec> = {},
): Endpoint {
  const place = networkNamed({ world, engine }, name);
  const endpoint = must(
    createEndpoint(world, engine, place.id, {
      name: box.container,
      container: box.container,
      names: [box.container],
      ...spec,
    }),
  );
  must(joinEndpoint(world, engine, endpoint.id, box.id));
  return endpoint;
}

/** A container that runs on some networks, all joined before it starts. */
export function container(
  host: HostWorld,
  name: string,
  networks: readonly string[],
  config: Partial<SandboxConfig> = {},
): Sandbox {
  const box = sandbox(host, name, config);
  for (const one of networks) join(host, box, one, one === 'bridge' ? { names: [] } : {});
  startSandbox(host.world, host.engine, box.id);
  return box;
}

/** Rules of one chain as iptables-save prints them, without the chain; bridges by their networks' names. */
export function rulesOf(
  { world, engine }: HostWorld,
  table: TableName,
  chain: string,
  family: 4 | 6 = 4,
): readonly string[] {
  const netns = netnsOf(world.kernel, world.kernel.machines.get('h1')!.root);
  const rules = (family === 4 ? netns.ipv4 : netns.ipv6).tables.get(table)?.chains.get(chain)?.rules ?? [];
  const names = [...engine.controller.networks.values()];
  return rules.map((rule) =>
    names.reduce(
      (text, { id, name }) => text.replaceAll(`br-${id.slice(0, 12)}`, `br-${name}`),
      printRule(rule),
    ),
  );
}

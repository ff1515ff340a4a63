import { parseCidr } from '../../../../runtime/address/cidr.ts';
import { parseIp } from '../../../../runtime/address/ip.ts';
import type { ContainerCreateRequest } from '../../../../runtime/docker-api/container.ts';
import type { EndpointRequest } from '../../../../runtime/docker-api/network.ts';
import type { Answer } from '../../../../runtime/engine/daemon/answer.ts';
import { containerCreate, containerStart, createEngine } from '../../../../runtime/engine/daemon/api.ts';
import type { DaemonJson } from '../../../../runtime/engine/daemon/daemon-json.ts';
import type { VersionName } from '../../../../runtime/engine/versions/version.ts';
import { addMachine, createKernel } from '../../../../runtime/kernel/create.ts';
import { addAddress, setUp } from '../../../../runtime/kernel/links.ts';
import { addRoute } from '../../../../runtime/kernel/routes.ts';
import { addNic, addSegment } from '../../../../runtime/kernel/segments.ts';
import { seedRandom } from '../../../../runtime/random.ts';
import type { World } from '../../../../runtime/world.ts';

export const H = 'h1';
export const PROBE = 'dnet/probe';

/** One host, 192.168.1.31 on a LAN, without an engine. */
export function bareHost(): World {
  const world: World = {
    kernel: createKernel(),
    now: 0,
    epoch: Date.UTC(2026, 10, 24),
    random: seedRandom(1),
    timers: [],
    engines: new Map(),
    clusters: new Map(),
    placeHints: new Map(),
    taskPrograms: new Map(),
    files: new Map([[`${H}:/etc/resolv.conf`, 'nameserver 192.168.1.1\n']]),
    dnsServers: new Map(),
  };
  addSegment(world.kernel, 'lan');
  const { root } = addMachine(world.kernel, { name: H, kind: 'host' });
  const nic = addNic(world.kernel, root, { name: 'eth0', segment: 'lan', mac: 0x525400000001 });
  addAddress(world.kernel, nic.id, { ip: parseIp('192.168.1.31')!, length: 24, scope: 'global' });
  setUp(world.kernel, nic.id);
  addRoute(world.kernel, root, {
    destination: parseCidr('0.0.0.0/0')!,
    via: parseIp('192.168.1.1')!,
    link: nic.id,
    scope: 'global',
    protocol: 'boot',
    metric: 0,
    type: 'unicast',
  });
  return world;
}

/** The host with a running engine. */
export function oneHost(version: VersionName, config: DaemonJson = {}): World {
  const world = bareHost();
  must(createEngine(world, H, { version, config }));
  return world;
}

export function must<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

export const said = (answer: Answer<unknown>): string => (answer.ok ? '' : answer.message);

export interface Run {
  readonly name?: string;
  readonly cmd?: readonly string[];
  readonly network?: string;
  readonly endpoint?: EndpointRequest;
  readonly config?: Partial<ContainerCreateRequest['Config']>;
  readonly host?: ContainerCreateRequest['HostConfig'];
  /** `8080:80` */
  readonly publish?: readonly string[];
}

/** What `docker run -d` asks the daemon for. */
export function requestOf(run: Run): ContainerCreateRequest {
  const mode = run.network ?? 'default';
  const ports = (run.publish ?? []).map((text) => text.split(':'));
  return {
    ...(run.name ? { name: run.name } : {}),
    Config: {
      Image: PROBE,
      ...(run.cmd ? { Cmd: run.cmd } : {}),
      ...(ports.length > 0
        ? { ExposedPorts: Object.fromEntries(ports.map((parts) => [`${parts.at(-1)}/tcp`, {}])) }
        : {}),
      ...run.config,
    },
    HostConfig: {
      NetworkMode: mode,
      ...(ports.length > 0
        ? {
            PortBindings: Object.fromEntries(
              ports.map((parts) => [`${parts.at(-1)}/tcp`, [{ HostIp: '', HostPort: parts[0]! }]]),
            ),
          }
        : {}),
      ...run.host,
    },
    NetworkingConfig: {
      EndpointsConfig: run.endpoint || run.network ? { [mode]: run.endpoint ?? {} } : {},
    },
  };
}

/** Creates and starts, as `docker run -d` does: the answer of whichever failed, else the id. */
export function tryRun(world: World, run: Run): Answer<string> {
  const created = containerCreate(world, H, requestOf(run));
  if (!created.ok) return created;
  const started = containerStart(world, H, created.value.Id);
  return started.ok ? { ...started, value: created.value.Id } : started;
}

export const run = (world: World, how: Run = {}): string => must(tryRun(world, how));

import type { SystemInfo, Version } from '../../docker-api/system.ts';
import { flag } from '../../kernel/sysctls.ts';
import { swarmInfo } from '../../swarm/swarm-info.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { type Answer, answer } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';

/** GET /version */
export function systemVersion(world: World, host: string): Answer<Version> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const { release, apiVersion, minApiVersion } = versionOf(engine);
  return answer({
    Version: release,
    ApiVersion: apiVersion,
    MinAPIVersion: minApiVersion,
    Os: 'linux',
    Arch: 'amd64',
  });
}

/** GET /info */
export function systemInfo(world: World, host: string): Answer<SystemInfo> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const count = (...statuses: readonly string[]): number =>
    [...engine.containers.values()].filter(({ state }) => statuses.includes(state.status)).length;
  const forwards = sysctl(world, engine, 'net.ipv4.ip_forward');
  const filters4 = sysctl(world, engine, 'net.bridge.bridge-nf-call-iptables');
  const filters6 = sysctl(world, engine, 'net.bridge.bridge-nf-call-ip6tables');
  return answer({
    ID: engine.id,
    Containers: engine.containers.size,
    ContainersRunning: count('running', 'restarting'),
    ContainersPaused: count('paused'),
    ContainersStopped: count('created', 'exited', 'dead'),
    Images: new Set([...engine.containers.values()].map(({ image }) => image)).size,
    Driver: 'overlay2',
    BridgeNfIptables: filters4,
    BridgeNfIp6tables: filters6,
    IPv4Forwarding: forwards,
    Name: host,
    ServerVersion: versionOf(engine).release,
    Swarm: swarmInfo(world, engine),
    Plugins: { Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'] },
    Warnings: warnings(forwards, filters4, filters6),
  });
}

function warnings(forwards: boolean, filters4: boolean, filters6: boolean): readonly string[] | null {
  const all = [
    forwards ? '' : 'WARNING: IPv4 forwarding is disabled',
    filters4 ? '' : 'WARNING: bridge-nf-call-iptables is disabled',
    filters6 ? '' : 'WARNING: bridge-nf-call-ip6tables is disabled',
  ].filter((warning) => warning !== '');
  return all.length > 0 ? all : null;
}

/** A switch of the host's own namespace. */
export function sysctl(world: World, engine: Engine, key: string): boolean {
  const machine = world.kernel.machines.get(engine.host);
  return machine !== undefined && flag(world.kernel, machine.root, key);
}

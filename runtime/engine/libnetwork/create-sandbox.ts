import { setUp } from '../../kernel/links.ts';
import { createNetns, loopbackOf } from '../../kernel/namespaces.ts';
import { setSysctl } from '../../kernel/sysctls.ts';
import { randomHex } from '../../random.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { writeHostname } from './files/hostname.ts';
import { writeHosts } from './files/hosts.ts';
import { writeResolvConf } from './files/resolv-conf.ts';
import { hostRoot } from './host.ts';
import { done, type Result } from './result.ts';
import type { Sandbox, SandboxConfig } from './sandbox.ts';

/** Makes a container's namespace, with `lo` alone, and its files under /etc; one that shares the host's gets that. */
export function createSandbox(
  world: World,
  engine: Engine,
  container: string,
  config: SandboxConfig,
): Result<Sandbox> {
  const id = randomHex(world.random, 64);
  const key = config.useHost ? 'default' : id.slice(0, 12);
  const sandbox: Sandbox = {
    id,
    key: `/run/docker/netns/${key}`,
    container,
    netns: config.useHost ? hostRoot(world, engine.host) : newNamespace(world, engine, key, config),
    config,
    endpoints: [],
    started: false,
    inDelete: false,
    writtenResolvConf: '',
    nextInterface: 0,
  };
  engine.controller.sandboxes.set(id, sandbox);
  writeHostname(world, sandbox);
  writeHosts(world, engine, sandbox);
  writeResolvConf(world, engine, sandbox);
  return done(sandbox);
}

function newNamespace(world: World, engine: Engine, name: string, { label }: SandboxConfig): number {
  const { kernel } = world;
  const netns = createNetns(kernel, { machine: engine.host, name, label });
  if (!versionOf(engine).libnetwork.loopbackSpeaksIpv6)
    setSysctl(kernel, netns.id, 'net.ipv6.conf.all.disable_ipv6', '1');
  setUp(kernel, loopbackOf(kernel, netns.id).id);
  return netns.id;
}

import { familyOf, formatIp } from '../../../../address/ip.ts';
import { closeSocket, ephemeralRange, socketById } from '../../../../kernel/sockets.ts';
import type { World } from '../../../../world.ts';
import { type Engine, versionOf } from '../../../engine.ts';
import type { Endpoint, PortMapping } from '../../endpoint.ts';
import { hostRoot } from '../../host.ts';
import type { Network } from '../../network.ts';
import { type BindingSide, ipv4Side, ipv6Side } from '../../port-mapping/bindings.ts';
import { releasePort, requestPort } from '../../port-mapping/port-allocator.ts';
import { bindHostPort } from '../../port-mapping/userland-proxy.ts';
import { done, internal, type Result } from '../../result.ts';
import type { PortBinding, Sandbox } from '../../sandbox.ts';
import { familiesWithRules, firewallContext, firewallOf } from './bridge-firewall.ts';
import type { BridgeNetwork } from './bridge-network.ts';
import type { FirewallPort } from './firewall/firewall.ts';

/** How often another port is tried when a random one is taken by a program of the host. */
const ATTEMPTS = 10;

/** Publishes a sandbox's ports on the endpoint that is its way out; a failure takes all of them back. */
export function publishOnBridge(
  world: World,
  engine: Engine,
  network: Network,
  bridge: BridgeNetwork,
  endpoint: Endpoint,
  sandbox: Sandbox,
): Result<null> {
  if (network.internal) return done(null);
  for (const binding of sandbox.config.published) {
    const published = publishOne(world, engine, bridge, endpoint, binding);
    if (published.ok) continue;
    unpublishOnBridge(world, engine, bridge, endpoint);
    return {
      ...published,
      message: `driver failed programming external connectivity on endpoint ${endpoint.name} (${endpoint.id}): ${published.message}`,
    };
  }
  return done(null);
}

function publishOne(
  world: World,
  engine: Engine,
  bridge: BridgeNetwork,
  endpoint: Endpoint,
  binding: PortBinding,
): Result<null> {
  const container = { ipv4: endpoint.ipv4?.ip, ipv6: endpoint.ipv6?.ip };
  const { userlandProxy } = engine.config;
  const sides = [
    ipv4Side(binding, container, bridge.hostBinding),
    ipv6Side(binding, container, bridge.hostBinding, userlandProxy),
  ];
  let wanted = binding;
  for (const side of sides) {
    if (side === undefined) continue;
    const mapped = mapSide(world, engine, bridge, endpoint, wanted, side);
    if (!mapped.ok) return mapped;
    if (versionOf(engine).libnetwork.samePortForBothFamilies)
      wanted = { ...binding, hostPort: mapped.value, hostPortEnd: mapped.value };
  }
  return done(null);
}

/** Allocates a host port, writes its rules, then starts the proxy: in this order, so that a taken port undoes the rules. */
function mapSide(
  world: World,
  engine: Engine,
  bridge: BridgeNetwork,
  endpoint: Endpoint,
  binding: PortBinding,
  side: BindingSide,
): Result<number> {
  const { protocol, hostPort: first, hostPortEnd: last } = binding;
  const { ports } = engine.controller;
  const request = {
    address: formatIp(side.hostIp),
    protocol,
    first,
    last,
    ephemeral: ephemeralRange(world.kernel, hostRoot(world, engine.host)),
  };
  const attempts = first > 0 && first === last ? 1 : ATTEMPTS;
  for (let attempt = 1; ; attempt++) {
    const port = requestPort(ports, request);
    if (!port.ok) return port;
    const mapping = {
      ...side,
      protocol,
      containerPort: binding.port,
      hostPort: port.value,
      ...(binding.origin && { origin: binding.origin }),
    };
    const fault = ruleFault(world, engine, bridge, endpoint, mapping);
    if (fault !== undefined) {
      releasePort(ports, request.address, protocol, port.value);
      return internal(fault);
    }
    changeRules(world, engine, bridge, endpoint, mapping, 'addPort');
    const bound = bindHostPort(world, engine.host, mapping, engine.config.userlandProxy);
    if (bound.ok) {
      endpoint.mappings.push({ ...mapping, socket: bound.value.id });
      return port;
    }
    changeRules(world, engine, bridge, endpoint, mapping, 'removePort');
    releasePort(ports, request.address, protocol, port.value);
    if (attempt === attempts) return bound;
  }
}

function ruleFault(
  world: World,
  engine: Engine,
  bridge: BridgeNetwork,
  endpoint: Endpoint,
  mapping: PortMapping,
): string | undefined {
  const port: FirewallPort = { ...mapping, container: endpoint.name };
  const family = familyOf(mapping.hostIp);
  if (family !== familyOf(mapping.containerIp) || !familiesWithRules(engine).includes(family))
    return undefined;
  return firewallOf(engine).portFault(firewallContext(world, engine, family), bridge.name, port);
}

function changeRules(
  world: World,
  engine: Engine,
  bridge: BridgeNetwork,
  endpoint: Endpoint,
  mapping: PortMapping,
  change: 'addPort' | 'removePort',
): void {
  const port: FirewallPort = { ...mapping, container: endpoint.name };
  for (const family of familiesWithRules(engine))
    firewallOf(engine)[change](firewallContext(world, engine, family), bridge.name, port);
}

/** Publishes again, on the same ports, what an earlier daemon published; a port that was lost meanwhile stays lost. */
export function republishOnBridge(
  world: World,
  engine: Engine,
  bridge: BridgeNetwork,
  endpoint: Endpoint,
): void {
  for (const mapping of endpoint.mappings.splice(0)) {
    const { hostPort, containerPort: port, hostIp } = mapping;
    const binding = { ...mapping, port, hostPort, hostPortEnd: hostPort, hostIp: formatIp(hostIp) };
    changeRules(world, engine, bridge, endpoint, mapping, 'removePort');
    mapSide(world, engine, bridge, endpoint, binding, mapping);
  }
}

export function unpublishOnBridge(
  world: World,
  engine: Engine,
  bridge: BridgeNetwork,
  endpoint: Endpoint,
): void {
  const root = hostRoot(world, engine.host);
  for (const mapping of endpoint.mappings) {
    const socket = mapping.socket === undefined ? undefined : socketById(world.kernel, root, mapping.socket);
    if (socket !== undefined) closeSocket(world.kernel, socket);
    changeRules(world, engine, bridge, endpoint, mapping, 'removePort');
    releasePort(engine.controller.ports, formatIp(mapping.hostIp), mapping.protocol, mapping.hostPort);
  }
  endpoint.mappings.length = 0;
}

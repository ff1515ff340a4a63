import type { World } from '../../../../world.ts';
import type { Engine } from '../../../engine.ts';
import type { Endpoint } from '../../endpoint.ts';
import type { Network } from '../../network.ts';
import type { Sandbox } from '../../sandbox.ts';
import { familiesWithRules, firewallContext, firewallOf } from './bridge-firewall.ts';
import type { FirewallLink } from './firewall/firewall.ts';

/** Where containers may not talk to each other, a legacy link opens the ports that the linked container exposes. */
export const addBridgeLinks = (
  world: World,
  engine: Engine,
  network: Network,
  endpoint: Endpoint,
  sandbox: Sandbox,
): void => changeLinks(world, engine, network, linksOf(engine, network, endpoint, sandbox), 'addLink');

export const removeBridgeLinks = (
  world: World,
  engine: Engine,
  network: Network,
  endpoint: Endpoint,
  sandbox: Sandbox,
): void => changeLinks(world, engine, network, linksOf(engine, network, endpoint, sandbox), 'removeLink');

/** Links to the containers that this one names, and from those that name this one. */
function linksOf(engine: Engine, network: Network, endpoint: Endpoint, sandbox: Sandbox): FirewallLink[] {
  const { driverNetwork } = network;
  if (driverNetwork.kind !== 'bridge' || driverNetwork.bridge.icc) return [];
  const { endpoints, sandboxes } = engine.controller;
  const links: FirewallLink[] = [];
  for (const other of endpoints.values()) {
    if (other.network !== network.id || other.sandbox === undefined || other === endpoint) continue;
    const otherSandbox = sandboxes.get(other.sandbox)!;
    if (sandbox.config.linkedContainers.includes(other.container))
      links.push(...linkBetween(endpoint, other, otherSandbox));
    if (otherSandbox.config.linkedContainers.includes(endpoint.container))
      links.push(...linkBetween(other, endpoint, sandbox));
  }
  return links;
}

function linkBetween(parent: Endpoint, child: Endpoint, { config }: Sandbox): FirewallLink[] {
  if (parent.ipv4 === undefined || child.ipv4 === undefined) return [];
  return [{ parent: parent.ipv4.ip, child: child.ipv4.ip, ports: config.exposed }];
}

function changeLinks(
  world: World,
  engine: Engine,
  network: Network,
  links: readonly FirewallLink[],
  change: 'addLink' | 'removeLink',
): void {
  const { driverNetwork } = network;
  if (driverNetwork.kind !== 'bridge' || !familiesWithRules(engine).includes(4)) return;
  for (const link of links)
    firewallOf(engine)[change](firewallContext(world, engine, 4), driverNetwork.bridge.name, link);
}

import type { World } from '../../../../world.ts';
import type { Engine } from '../../../engine.ts';
import type { Endpoint } from '../../endpoint.ts';
import type { Network } from '../../network.ts';
import type { Sandbox } from '../../sandbox.ts';
import { familiesWithRules, firewallContext, firewallOf } from './bridge-firewall.ts';
import type { FirewallLink } from './firewall/firewall.ts';

/**
 * Where containers may not talk to each other, a legacy link opens the ports that the linked container exposes. Which
 * links there are is settled when an endpoint joins.
 */
export function addBridgeLinks(
  world: World,
  engine: Engine,
  network: Network,
  endpoint: Endpoint,
  sandbox: Sandbox,
): void {
  const { endpoints, sandboxes } = engine.controller;
  const others = isLinked(engine, endpoint, sandbox)
    ? [...endpoints.values()].filter(
        (other) => other.network === network.id && other.sandbox !== undefined && other !== endpoint,
      )
    : [];
  endpoint.linkedFrom = others
    .filter((other) => sandboxes.get(other.sandbox!)!.config.linkedContainers.includes(endpoint.container))
    .map(({ id }) => id);
  endpoint.linkedTo = others
    .filter((other) => sandbox.config.linkedContainers.includes(other.container))
    .map(({ id }) => id);
  changeLinks(world, engine, network, endpoint, sandbox, 'addLink');
}

const isLinked = ({ containers }: Engine, { container }: Endpoint, { config }: Sandbox): boolean =>
  config.linkedContainers.length > 0 || (containers.get(container)?.linkedFrom.size ?? 0) > 0;

/** Only what it knew when it joined goes: the rules to a container that was started later stay (captured on 20.10). */
export const removeBridgeLinks = (
  world: World,
  engine: Engine,
  network: Network,
  endpoint: Endpoint,
  sandbox: Sandbox,
): void => changeLinks(world, engine, network, endpoint, sandbox, 'removeLink');

function changeLinks(
  world: World,
  engine: Engine,
  network: Network,
  endpoint: Endpoint,
  sandbox: Sandbox,
  change: 'addLink' | 'removeLink',
): void {
  const { driverNetwork } = network;
  if (driverNetwork.kind !== 'bridge' || driverNetwork.bridge.icc) return;
  if (!familiesWithRules(engine).includes(4)) return;
  for (const link of linksOf(engine, endpoint, sandbox))
    firewallOf(engine)[change](firewallContext(world, engine, 4), driverNetwork.bridge.name, link);
}

/** The first partner that is gone ends the list: the driver gives up there (moby bridge.link). */
function linksOf({ controller }: Engine, endpoint: Endpoint, sandbox: Sandbox): FirewallLink[] {
  const links: FirewallLink[] = [];
  for (const id of endpoint.linkedFrom ?? []) {
    const parent = controller.endpoints.get(id);
    if (parent === undefined) return links;
    links.push(...linkBetween(parent, endpoint, sandbox));
  }
  for (const id of endpoint.linkedTo ?? []) {
    const child = controller.endpoints.get(id);
    const theirs = child?.sandbox === undefined ? undefined : controller.sandboxes.get(child.sandbox);
    if (child === undefined) return links;
    if (theirs !== undefined) links.push(...linkBetween(endpoint, child, theirs));
  }
  return links;
}

function linkBetween(parent: Endpoint, child: Endpoint, { config }: Sandbox): FirewallLink[] {
  if (parent.ipv4 === undefined || child.ipv4 === undefined) return [];
  return [{ parent: parent.ipv4.ip, child: child.ipv4.ip, ports: config.exposed }];
}

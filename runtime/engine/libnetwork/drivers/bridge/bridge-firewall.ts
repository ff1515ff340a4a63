import type { Family } from '../../../../address/ip.ts';
import type { World } from '../../../../world.ts';
import { type Engine, versionOf } from '../../../engine.ts';
import type { NetworkDraft } from '../../network.ts';
import type { BridgeNetwork } from './bridge-network.ts';
import { FIREWALLS, type Firewall, type FirewallContext, type FirewallNetwork } from './firewall/firewall.ts';

export const firewallOf = (engine: Engine): Firewall => FIREWALLS[versionOf(engine).libnetwork.firewall];

/** The families whose rules the daemon writes at all. */
export const familiesWithRules = ({ config }: Engine): readonly Family[] => [
  ...(config.iptables ? [4 as const] : []),
  ...(config.ip6tables ? [6 as const] : []),
];

export const firewallContext = (world: World, engine: Engine, family: Family): FirewallContext => ({
  world,
  host: engine.host,
  family,
  userlandProxy: engine.config.userlandProxy,
});

/** Calls `act` for each family of the network that has rules. */
export function forEachFamily(
  world: World,
  engine: Engine,
  network: NetworkDraft,
  bridge: BridgeNetwork,
  act: (context: FirewallContext, network: FirewallNetwork) => void,
): void {
  for (const family of familiesWithRules(engine)) {
    const place = family === 4 ? bridge.ipv4 : bridge.ipv6;
    const hostAddress = family === 4 ? bridge.hostIpv4 : bridge.hostIpv6;
    if (place === undefined) continue;
    act(firewallContext(world, engine, family), {
      name: network.name,
      bridge: bridge.name,
      subnet: place.subnet,
      internal: network.internal,
      icc: bridge.icc,
      masquerade: bridge.masquerade,
      ...(hostAddress !== undefined && { hostAddress }),
      ...(network.origin && { origin: network.origin }),
    });
  }
}

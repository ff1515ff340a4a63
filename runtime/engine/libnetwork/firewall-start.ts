import { flag, setSysctl } from '../../kernel/sysctls.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { familiesWithRules, firewallContext, firewallOf } from './drivers/bridge/bridge-firewall.ts';
import { hostRoot } from './host.ts';

/** The daemon's chains, and forwarding: a daemon that turns it on lets nothing pass that its rules do not accept. */
export function prepareFirewall(world: World, engine: Engine): void {
  const firewall = firewallOf(engine);
  const families = familiesWithRules(engine);
  for (const family of families) firewall.prepare(firewallContext(world, engine, family));
  const root = hostRoot(world, engine.host);
  const turnsOn = engine.config.ipForward && !flag(world.kernel, root, 'net.ipv4.ip_forward');
  if (turnsOn) setSysctl(world.kernel, root, 'net.ipv4.ip_forward', '1');
  for (const family of families)
    if (family === 6 ? engine.config.ipForward : turnsOn)
      firewall.dropForwarded(firewallContext(world, engine, family));
}

/** The owner's rules come before those of every network, the newest included. */
export function putUserChainFirst(world: World, engine: Engine): void {
  for (const family of familiesWithRules(engine))
    firewallOf(engine).putUserChainFirst(firewallContext(world, engine, family));
}

import { formatIp, type Ip } from '../address/ip.ts';
import type { Link, LinkId, NetnsId } from '../kernel/kernel.ts';
import type { World } from '../world.ts';

/** `web`, or `h1/web` where the world has several Docker hosts: what a reader calls a namespace. */
export function namespaceName(world: World, id: NetnsId): string {
  const label = world.kernel.namespaces.get(id)?.label ?? `netns ${id}`;
  const hosts = [...world.kernel.machines.values()].filter(({ kind }) => kind === 'host');
  const [only] = hosts;
  return hosts.length === 1 && label.startsWith(`${only!.name}/`)
    ? label.slice(only!.name.length + 1)
    : label;
}

/** `eth0`, and `br-5c1f2a3b4c5d (back)` for a bridge that the engine made for a network. */
export function linkName(world: World, id: LinkId): string {
  const link = world.kernel.links.get(id);
  if (link === undefined) return `link ${id}`;
  const network = link.kind === 'bridge' ? networkOfBridge(world, link) : undefined;
  return network === undefined || network === link.name ? link.name : `${link.name} (${network})`;
}

/** The Docker network whose bridge this is. */
function networkOfBridge(world: World, bridge: Link): string | undefined {
  const machine = world.kernel.namespaces.get(bridge.netns)?.machine ?? '';
  for (const { name, driverNetwork } of world.engines.get(machine)?.controller.networks.values() ?? [])
    if (driverNetwork.kind === 'bridge' && driverNetwork.bridge.link === bridge.id) return name;
  return undefined;
}

/** `10.0.0.1:80`, `[2001:db8::1]:80`, or the bare address without a port. */
export function formatEndpoint(ip: Ip, port: number): string {
  if (port === 0) return formatIp(ip);
  return typeof ip === 'bigint' ? `[${formatIp(ip)}]:${port}` : `${formatIp(ip)}:${port}`;
}

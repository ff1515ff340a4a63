import { familyOf, type Ip } from '../../../../address/ip.ts';
import type { LinkAddress, LinkOf } from '../../../../kernel/kernel.ts';
import { addAddress, addLink, deleteAddress, linkByName, setUp } from '../../../../kernel/links.ts';
import { setSysctl } from '../../../../kernel/sysctls.ts';
import { nextUint32 } from '../../../../random.ts';
import type { World } from '../../../../world.ts';
import type { Engine } from '../../../engine.ts';
import { hostRoot } from '../../host.ts';
import { done, forbidden, invalid, type Result } from '../../result.ts';
import type { BridgeAddress, BridgeOptions } from './bridge-network.ts';

const DEFAULT_DEVICE = 'docker0';
/** fe80::1: every bridge that speaks IPv6 has it (libnetwork setup_ipv6.go). */
const LINK_LOCAL = (0xfe80n << 112n) | 1n;

/** `02:42` and four bytes at random (libnetwork netutils GenerateRandomMAC). */
const newBridgeMac = (world: World): number => 0x0242 * 2 ** 32 + nextUint32(world.random);

/** Finds the network's bridge among the host's links, or makes it; a default bridge of another name must be there. */
export function ensureDevice(
  world: World,
  engine: Engine,
  { name, isDefault }: BridgeOptions,
): Result<{ readonly device: LinkOf<'bridge'>; readonly made: boolean }> {
  const root = hostRoot(world, engine.host);
  const known = linkByName(world.kernel, root, name);
  if (known !== undefined && known.kind !== 'bridge')
    return invalid(`existing interface ${name} is not a bridge`);
  if (known !== undefined) return done({ device: known, made: false });
  if (isDefault && name !== DEFAULT_DEVICE)
    return forbidden(`bridge device with non default name ${name} must be created manually`);
  const device = addLink(world.kernel, root, {
    kind: 'bridge',
    name,
    mac: newBridgeMac(world),
    fixedMac: true,
  });
  setSysctl(world.kernel, root, `net.ipv6.conf.${name}.accept_ra`, '0');
  return done({ device: device as LinkOf<'bridge'>, made: true });
}

/** Gives the bridge its IPv4 address instead of another one that it may have. */
export function setIpv4(world: World, device: LinkOf<'bridge'>, { ip, subnet }: BridgeAddress): void {
  const { kernel } = world;
  const current = device.addresses.find((address) => familyOf(address.ip) === 4);
  if (isSame(current, ip, subnet.length)) return;
  if (current !== undefined) deleteAddress(kernel, device.id, current.ip, current.length);
  addAddress(kernel, device.id, { ip, length: subnet.length });
}

export function setIpv6(world: World, device: LinkOf<'bridge'>, { ip, subnet }: BridgeAddress): void {
  const { kernel } = world;
  setSysctl(kernel, device.netns, `net.ipv6.conf.${device.name}.disable_ipv6`, '0');
  for (const [address, length, scope] of [
    [LINK_LOCAL, 64, 'link'],
    [ip, subnet.length, 'global'],
  ] as const) {
    if (device.addresses.some((known) => isSame(known, address, length))) continue;
    addAddress(kernel, device.id, { ip: address, length, scope });
  }
}

const isSame = (address: LinkAddress | undefined, ip: Ip, length: number): boolean =>
  address !== undefined && address.ip === ip && address.length === length;

export const bringUp = (world: World, device: LinkOf<'bridge'>): void => setUp(world.kernel, device.id);

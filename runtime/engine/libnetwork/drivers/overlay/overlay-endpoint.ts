import { contains } from '../../../../address/cidr.ts';
import { macFromIpv4 } from '../../../../address/mac.ts';
import {
  addVethPair,
  deleteLink,
  moveLink,
  renameLink,
  setMac,
  setMaster,
  setUp,
} from '../../../../kernel/links.ts';
import { randomMac } from '../../../../random.ts';
import type { World } from '../../../../world.ts';
import type { Engine } from '../../../engine.ts';
import type { Endpoint } from '../../endpoint.ts';
import { hostRoot } from '../../host.ts';
import { newDeviceName } from '../device-names.ts';
import type { OverlayNetwork } from './overlay-network.ts';
import { ensureOverlaySandbox } from './overlay-sandbox.ts';

/** Makes the veth pair of an endpoint: one end is a port in the network's namespace, the other goes to the container. */
export function plugIn(
  world: World,
  engine: Engine,
  network: string,
  overlay: OverlayNetwork,
  endpoint: Endpoint,
): void {
  const { kernel, random } = world;
  const sandbox = ensureOverlaySandbox(world, engine, network, overlay);
  const root = hostRoot(world, engine.host);
  const { mtu } = overlay;
  const portName = newDeviceName(world, engine.host);
  const hostName = newDeviceName(world, engine.host);
  const [port, link] = addVethPair(
    kernel,
    root,
    { name: portName, mac: randomMac(random), mtu },
    { name: hostName, mac: randomMac(random), mtu },
  );
  moveLink(kernel, port.id, sandbox.netns);
  renameLink(kernel, port.id, `veth${sandbox.nextVeth++}`);
  setMaster(kernel, port.id, sandbox.bridges[subnetOf(overlay, endpoint)]!);
  setUp(kernel, port.id);
  if (endpoint.mac !== undefined) setMac(kernel, link.id, endpoint.mac);
  endpoint.device = { link: link.id, hostName, port: port.id };
}

export function unplug(world: World, endpoint: Endpoint): void {
  if (endpoint.device !== undefined) deleteLink(world.kernel, endpoint.device.link);
  delete endpoint.device;
}

/** `02:42` and the address, which every node can work out. */
export function chooseMac(world: World, endpoint: Endpoint): void {
  const ip = endpoint.ipv4?.ip;
  endpoint.mac ??= typeof ip === 'number' ? macFromIpv4(ip) : randomMac(world.random);
}

function subnetOf(overlay: OverlayNetwork, { ipv4 }: Endpoint): number {
  const at = overlay.subnets.findIndex(({ block }) => ipv4 !== undefined && contains(block, ipv4.ip));
  return Math.max(at, 0);
}

import { macFromIpv4 } from '../../../../address/mac.ts';
import { addVethPair, deleteLink, setHairpin, setMac, setMaster, setUp } from '../../../../kernel/links.ts';
import { randomMac } from '../../../../random.ts';
import type { World } from '../../../../world.ts';
import type { Engine } from '../../../engine.ts';
import type { Endpoint } from '../../endpoint.ts';
import { hostRoot } from '../../host.ts';
import { done, type Result } from '../../result.ts';
import { newDeviceName } from '../device-names.ts';
import type { BridgeNetwork } from './bridge-network.ts';

/** Makes the veth pair: one end becomes a port of the bridge at once, the other waits for a namespace. */
export function createBridgeEndpoint(
  world: World,
  engine: Engine,
  bridge: BridgeNetwork,
  endpoint: Endpoint,
): Result<null> {
  const { kernel, random } = world;
  const mtu = bridge.mtu > 0 ? { mtu: bridge.mtu } : {};
  const portName = newDeviceName(world, engine.host);
  const hostName = newDeviceName(world, engine.host);
  const [port, link] = addVethPair(
    kernel,
    hostRoot(world, engine.host),
    { name: portName, mac: randomMac(random), ...mtu },
    { name: hostName, mac: randomMac(random), ...mtu },
  );
  setMaster(kernel, port.id, bridge.link);
  if (!engine.config.userlandProxy) setHairpin(kernel, port.id, true);
  endpoint.mac ??= typeof endpoint.ipv4?.ip === 'number' ? macFromIpv4(endpoint.ipv4.ip) : randomMac(random);
  setMac(kernel, link.id, endpoint.mac);
  setUp(kernel, port.id);
  endpoint.device = { link: link.id, hostName, port: port.id };
  return done(null);
}

export function deleteBridgeEndpoint(world: World, endpoint: Endpoint): void {
  if (endpoint.device !== undefined) deleteLink(world.kernel, endpoint.device.link);
}

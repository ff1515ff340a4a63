import type { NetnsId } from '../../../../kernel/kernel.ts';
import {
  addAddress,
  addLink,
  linkByName,
  moveLink,
  renameLink,
  setMaster,
  setUp,
} from '../../../../kernel/links.ts';
import { createNetns, destroyNetns, loopbackOf } from '../../../../kernel/namespaces.ts';
import { closeSocket, listen, socketsOf } from '../../../../kernel/sockets.ts';
import { setSysctl } from '../../../../kernel/sysctls.ts';
import { randomHex, randomMac } from '../../../../random.ts';
import type { World } from '../../../../world.ts';
import type { Engine } from '../../../engine.ts';
import { hostRoot } from '../../host.ts';
import type { OverlayNetwork, OverlaySandbox, OverlaySubnet } from './overlay-network.ts';

/** The namespace of an overlay network on a node: made with its first endpoint. */
export function ensureOverlaySandbox(
  world: World,
  engine: Engine,
  id: string,
  overlay: OverlayNetwork,
): OverlaySandbox {
  if (overlay.sandbox !== undefined) return overlay.sandbox;
  const { kernel } = world;
  const name = `1-${id.slice(0, 10)}`;
  const netns = createNetns(kernel, { machine: engine.host, name, label: `${engine.host}/${name}` });
  setSysctl(kernel, netns.id, 'net.ipv6.conf.all.disable_ipv6', '1');
  setSysctl(kernel, netns.id, 'net.ipv6.conf.default.disable_ipv6', '1');
  setUp(kernel, loopbackOf(kernel, netns.id).id);
  const pairs = overlay.subnets.map((subnet, at) =>
    addSubnet(world, engine, netns.id, id, overlay, subnet, at),
  );
  overlay.sandbox = {
    netns: netns.id,
    bridges: pairs.map(([bridge]) => bridge),
    tunnels: pairs.map(([, tunnel]) => tunnel),
    nextVeth: 0,
  };
  return overlay.sandbox;
}

/** A bridge with the gateway's address, and the tunnel as its first port. */
function addSubnet(
  world: World,
  engine: Engine,
  netns: number,
  id: string,
  overlay: OverlayNetwork,
  subnet: OverlaySubnet,
  at: number,
): readonly [bridge: number, tunnel: number] {
  const { kernel, random } = world;
  const { mtu } = overlay;
  const bridge = addLink(kernel, netns, { kind: 'bridge', name: `br${at}`, mac: randomMac(random), mtu });
  addAddress(kernel, bridge.id, { ip: subnet.gateway, length: subnet.block.length });
  setUp(kernel, bridge.id);
  const tunnel = addTunnel(world, engine, id, overlay, subnet);
  moveLink(kernel, tunnel, netns);
  renameLink(kernel, tunnel, `vxlan${at}`);
  setMaster(kernel, tunnel, bridge.id);
  setUp(kernel, tunnel);
  return [bridge.id, tunnel];
}

/** Made in the host's namespace, so that its packets leave from there. */
function addTunnel(
  world: World,
  engine: Engine,
  id: string,
  overlay: OverlayNetwork,
  { vni }: OverlaySubnet,
): number {
  const root = hostRoot(world, engine.host);
  listenForTunnels(world, root, overlay.port);
  const wanted = `vx-${vni.toString(16).padStart(6, '0')}-${id.slice(0, 5)}`;
  const taken = linkByName(world.kernel, root, wanted) !== undefined;
  return addLink(world.kernel, root, {
    kind: 'vxlan',
    name: taken ? `vx-${randomHex(world.random, 10)}` : wanted,
    mac: randomMac(world.random),
    mtu: overlay.mtu,
    vni,
    port: overlay.port,
    underlay: root,
    proxy: true,
    learning: true,
    l2miss: true,
    l3miss: true,
  }).id;
}

/** The kernel itself has the tunnels' port, from the first of them to the last. */
const KERNEL = { name: 'kernel', pid: 0 };

function listenForTunnels(world: World, root: NetnsId, port: number): void {
  const silent = { kind: 'silent' } as const;
  listen(world.kernel, root, { transport: 'udp', address: 'any4', port, process: KERNEL, service: silent });
}

export function removeOverlaySandbox(world: World, engine: Engine, overlay: OverlayNetwork): void {
  if (overlay.sandbox === undefined) return;
  destroyNetns(world.kernel, overlay.sandbox.netns);
  delete overlay.sandbox;
  const root = hostRoot(world, engine.host);
  for (const link of world.kernel.links.values())
    if (link.kind === 'vxlan' && link.underlay === root && link.port === overlay.port) return;
  const socket = socketsOf(world.kernel, root).find(
    ({ process, port }) => process.pid === 0 && port === overlay.port,
  );
  if (socket !== undefined) closeSocket(world.kernel, socket);
}

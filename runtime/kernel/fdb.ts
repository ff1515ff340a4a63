import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { Kernel, LinkId, LinkOf } from './kernel.ts';
import { linkOf } from './link-registry.ts';
import { changed } from './revision.ts';

function linkAs<K extends 'bridge' | 'vxlan'>(kernel: Kernel, id: LinkId, kind: K): LinkOf<K> {
  const link = linkOf(kernel, id);
  if (link.kind !== kind) throw new Error(`${link.name} is no ${kind}`);
  return link as LinkOf<K>;
}

/** `bridge fdb add MAC dev VXLAN dst REMOTE self permanent`. */
export function addTunnelEntry(kernel: Kernel, vxlan: LinkId, mac: Mac, remote: Ip): void {
  linkAs(kernel, vxlan, 'vxlan').fdb.set(mac, remote);
  changed(kernel);
}

export function deleteTunnelEntry(kernel: Kernel, vxlan: LinkId, mac: Mac): boolean {
  const gone = linkAs(kernel, vxlan, 'vxlan').fdb.delete(mac);
  if (gone) changed(kernel);
  return gone;
}

/** `bridge fdb add MAC dev PORT master permanent`. */
export function addBridgeEntry(kernel: Kernel, bridge: LinkId, mac: Mac, port: LinkId): void {
  linkAs(kernel, bridge, 'bridge').fdb.set(mac, { port, permanent: true });
  changed(kernel);
}

/** A bridge notes by which port a sender is reached; permanent entries stay. No change of configuration. */
export function learn(bridge: LinkOf<'bridge'>, mac: Mac, port: LinkId): void {
  const known = bridge.fdb.get(mac);
  if (known === undefined || (!known.permanent && known.port !== port))
    bridge.fdb.set(mac, { port, permanent: false });
}

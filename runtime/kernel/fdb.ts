import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { Kernel, LinkId, LinkOf } from './kernel.ts';
import { linkOf } from './link-registry.ts';
import { changed } from './revision.ts';

function vxlanOf(kernel: Kernel, id: LinkId): LinkOf<'vxlan'> {
  const link = linkOf(kernel, id);
  if (link.kind !== 'vxlan') throw new Error(`${link.name} is no vxlan`);
  return link;
}

/** `bridge fdb add MAC dev VXLAN dst REMOTE self permanent`. */
export function addTunnelEntry(kernel: Kernel, vxlan: LinkId, mac: Mac, remote: Ip): void {
  vxlanOf(kernel, vxlan).fdb.set(mac, remote);
  changed(kernel);
}

export function deleteTunnelEntry(kernel: Kernel, vxlan: LinkId, mac: Mac): boolean {
  const gone = vxlanOf(kernel, vxlan).fdb.delete(mac);
  if (gone) changed(kernel);
  return gone;
}

/** A bridge notes by which port a sender is reached; permanent entries stay. No change of configuration. */
export function learn(bridge: LinkOf<'bridge'>, mac: Mac, port: LinkId): void {
  const known = bridge.fdb.get(mac);
  if (known === undefined || (!known.permanent && known.port !== port))
    bridge.fdb.set(mac, { port, permanent: false });
}

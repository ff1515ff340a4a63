import { addLinkLocal, addLoopbackIpv6, dropIpv6Addresses } from './addresses.ts';
import type { Kernel, Netns, NetnsId } from './kernel.ts';
import { netnsOf } from './link-registry.ts';
import { changed } from './revision.ts';
import { getSysctl, SYSCTL_ALIASES } from './sysctl-values.ts';

export { flag, getSysctl } from './sysctl-values.ts';

/** Writes a value; false where there is no such key. Writing to `all` reaches every link, as the kernel does it. */
export function setSysctl(kernel: Kernel, netnsId: NetnsId, key: string, value: string): boolean {
  if (getSysctl(kernel, netnsId, key) === undefined) return false;
  const netns = netnsOf(kernel, netnsId);
  netns.sysctls.set(SYSCTL_ALIASES[key] ?? key, value.trim().replace(/\s+/g, '\t'));
  changed(kernel);
  const disables = /^net\.ipv6\.conf\.(.+)\.disable_ipv6$/.exec(key);
  if (disables) applyDisableIpv6(kernel, netns, disables[1]!, value.trim());
  return true;
}

/** The links whose IPv6 is switched lose or get their addresses at once; `all` sets every link and the default. */
function applyDisableIpv6(kernel: Kernel, netns: Netns, which: string, value: string): void {
  if (which === 'default') return;
  if (which === 'all') netns.sysctls.set('net.ipv6.conf.default.disable_ipv6', value);
  for (const id of netns.links.values()) {
    const link = kernel.links.get(id)!;
    if (which !== 'all' && link.name !== which) continue;
    netns.sysctls.set(`net.ipv6.conf.${link.name}.disable_ipv6`, value);
    if (value !== '0') dropIpv6Addresses(kernel, link);
    else if (link.kind === 'loopback' && link.up) addLoopbackIpv6(kernel, link);
    else addLinkLocal(kernel, link);
  }
  changed(kernel);
}

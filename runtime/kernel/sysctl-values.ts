import type { Kernel, Netns, NetnsId } from './kernel.ts';
import { netnsOf } from './link-registry.ts';

/** What a namespace starts with, by key. */
const DEFAULTS: Readonly<Record<string, string>> = {
  'net.bridge.bridge-nf-call-arptables': '1',
  'net.bridge.bridge-nf-call-ip6tables': '1',
  'net.bridge.bridge-nf-call-iptables': '1',
  'net.core.somaxconn': '4096',
  'net.ipv4.icmp_echo_ignore_all': '0',
  'net.ipv4.ip_default_ttl': '64',
  'net.ipv4.ip_forward': '0',
  'net.ipv4.ip_local_port_range': '32768\t60999',
  'net.ipv4.ip_local_reserved_ports': '',
  'net.ipv4.ip_nonlocal_bind': '0',
  'net.ipv4.ip_unprivileged_port_start': '1024',
  'net.ipv4.ping_group_range': '1\t0',
  'net.ipv4.tcp_syncookies': '1',
  'net.ipv4.vs.conn_reuse_mode': '1',
  'net.ipv4.vs.conntrack': '0',
  'net.ipv4.vs.expire_nodest_conn': '0',
  'net.ipv4.vs.expire_quiescent_template': '0',
  'net.ipv6.bindv6only': '0',
  'net.ipv6.ip_nonlocal_bind': '0',
  'net.netfilter.nf_conntrack_max': '262144',
};

/** What a link starts with: `net.ipv4.conf.LINK.KEY`; `all` and `default` hold the same keys. */
const LINK_DEFAULTS: Readonly<Record<'ipv4' | 'ipv6', Readonly<Record<string, string>>>> = {
  ipv4: {
    accept_local: '0',
    arp_announce: '0',
    arp_ignore: '0',
    forwarding: '0',
    proxy_arp: '0',
    route_localnet: '0',
    rp_filter: '0',
    send_redirects: '1',
  },
  ipv6: { accept_dad: '1', accept_ra: '1', disable_ipv6: '0', forwarding: '0', proxy_ndp: '0' },
};

interface LinkKey {
  readonly family: 'ipv4' | 'ipv6';
  readonly link: string;
  readonly field: string;
}

const LINK_PREFIX = 'net.ipv4.conf.'.length;

/** `net.ipv4.conf.LINK.KEY`; a link's name may hold dots, as a VLAN's does. */
function linkKeyOf(name: string): LinkKey | undefined {
  const family = name.startsWith('net.ipv4.conf.') ? 'ipv4' : 'ipv6';
  if (family === 'ipv6' && !name.startsWith('net.ipv6.conf.')) return undefined;
  const dot = name.lastIndexOf('.');
  if (dot <= LINK_PREFIX) return undefined;
  return { family, link: name.slice(LINK_PREFIX, dot), field: name.slice(dot + 1) };
}

/** Some switches have two names. */
export const SYSCTL_ALIASES: Readonly<Record<string, string>> = {
  'net.ipv4.conf.all.forwarding': 'net.ipv4.ip_forward',
};

/** The value as `sysctl -n` prints it; undefined where there is no such key. */
export function getSysctl(kernel: Kernel, netnsId: NetnsId, asked: string): string | undefined {
  const netns = netnsOf(kernel, netnsId);
  const name = SYSCTL_ALIASES[asked] ?? asked;
  if (name.startsWith('net.bridge.') && !hasBridgeNetfilter(kernel, netns)) return undefined;
  const set = netns.sysctls.get(name);
  if (set !== undefined) return set;
  const key = linkKeyOf(name);
  if (key === undefined) return DEFAULTS[name];
  const { family, link, field } = key;
  if (!Object.hasOwn(LINK_DEFAULTS[family], field) || !isThere(netns, link)) return undefined;
  if (family === 'ipv4' && field === 'forwarding') return getSysctl(kernel, netnsId, 'net.ipv4.ip_forward');
  const inherited = link === 'all' ? undefined : netns.sysctls.get(`net.${family}.conf.default.${field}`);
  return inherited ?? LINK_DEFAULTS[family][field];
}

const hasBridgeNetfilter = (kernel: Kernel, netns: Netns): boolean =>
  kernel.machines.get(netns.machine)?.features.brNetfilter ?? true;

const isThere = (netns: Netns, link: string): boolean =>
  link === 'all' || link === 'default' || netns.linksByName.has(link);

/** Whether a switch is on (not `0`). */
export const flag = (kernel: Kernel, netnsId: NetnsId, key: string): boolean =>
  Number(getSysctl(kernel, netnsId, key) ?? '0') !== 0;

/** A link's own values go with it or with its name. */
export function forgetLinkSysctls(netns: Netns, link: string): void {
  const part = `.conf.${link}.`;
  for (const key of netns.sysctls.keys())
    if (key.includes(part) && linkKeyOf(key)?.link === link) netns.sysctls.delete(key);
}

/** A new namespace takes the IPv4 settings of the machine's own, IPv6's defaults (devconf_inherit_init_net = 0). */
export function inheritSysctls(kernel: Kernel, netns: Netns): void {
  const machine = kernel.machines.get(netns.machine);
  if (machine === undefined) return;
  for (const [key, value] of netnsOf(kernel, machine.root).sysctls)
    if (key === 'net.ipv4.ip_forward' || /^net\.ipv4\.conf\.(all|default)\./.test(key))
      netns.sysctls.set(key, value);
}

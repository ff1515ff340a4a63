import { derived } from './derived.ts';
import type { Kernel, Link, Netns } from './kernel.ts';
import { flag, getSysctl } from './sysctl-values.ts';

const number = (kernel: Kernel, netns: number, key: string): number =>
  Number(getSysctl(kernel, netns, key) ?? '0');

/** The switches of a namespace that the walk asks for at every packet. */
export const settingsOf = derived((kernel: Kernel, { id, machine }: Netns) => {
  const bridges = kernel.machines.get(machine)?.features.brNetfilter ?? true;
  return {
    /** Bridged packets pass the chains of their family (br_netfilter). */
    bridgedIpv4: bridges && flag(kernel, id, 'net.bridge.bridge-nf-call-iptables'),
    bridgedIpv6: bridges && flag(kernel, id, 'net.bridge.bridge-nf-call-ip6tables'),
    answersEcho: !flag(kernel, id, 'net.ipv4.icmp_echo_ignore_all'),
    ttl: number(kernel, id, 'net.ipv4.ip_default_ttl'),
    /** IPVS hands its connections to connection tracking, so that they can be masqueraded. */
    ipvsTracked: flag(kernel, id, 'net.ipv4.vs.conntrack'),
  };
});

/** The switches of a link, as the kernel combines them with those of `all`. */
export const linkSettingsOf = derived((kernel: Kernel, { netns, name }: Link) => {
  const either = (key: string) =>
    flag(kernel, netns, `net.ipv4.conf.all.${key}`) || flag(kernel, netns, `net.ipv4.conf.${name}.${key}`);
  return {
    forwardsIpv4: flag(kernel, netns, `net.ipv4.conf.${name}.forwarding`),
    forwardsIpv6: flag(kernel, netns, 'net.ipv6.conf.all.forwarding'),
    /** 127/8 may be sent to and come from other machines. */
    routesLoopback: either('route_localnet'),
    /** Packets may carry the machine's own address as their source. */
    acceptsOwnSource: either('accept_local'),
    answersForOthers: either('proxy_arp'),
    /** 0 none, 1 by the link that the way back takes, 2 by any. */
    reversePathFilter: Math.max(
      number(kernel, netns, 'net.ipv4.conf.all.rp_filter'),
      number(kernel, netns, `net.ipv4.conf.${name}.rp_filter`),
    ),
    /** 0 answers for every address of the machine, 1 only for those of the link asked at. */
    arpIgnore: Math.max(
      number(kernel, netns, 'net.ipv4.conf.all.arp_ignore'),
      number(kernel, netns, `net.ipv4.conf.${name}.arp_ignore`),
    ),
  };
});

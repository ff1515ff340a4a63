/** What a host's kernel may lack; dockerd and its drivers notice. */
export const KERNEL_FEATURES: readonly string[] =
  'ip_vs esp ipvlan macvlan vlan dummy vxlan br_netfilter sctp'.split(' ');

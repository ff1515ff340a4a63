/** What a host's kernel may lack; dockerd and its drivers notice. */
export const KERNEL_FEATURES = ['ip_vs', 'esp', 'ipvlan', 'vlan', 'dummy', 'br_netfilter'] as const;

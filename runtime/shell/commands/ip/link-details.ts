import { formatIp } from '../../../address/ip.ts';
import type { Link } from '../../../kernel/kernel.ts';

/** What `-d` adds after the hardware address: only what the simulation has; the kernel's defaults elsewhere. */
export function detailsOf(link: Link): string {
  const common = ` promiscuity 0  allmulti 0 minmtu ${link.kind === 'loopback' ? 0 : 68} maxmtu ${link.kind === 'loopback' ? 0 : 65535} `;
  const own = ownDetails(link);
  const port =
    link.master === undefined
      ? ''
      : `\n    bridge_slave state forwarding priority 32 cost 2 hairpin ${link.hairpin ? 'on' : 'off'} `;
  return `${common}${own === '' ? '' : `\n    ${own} `}${port}`;
}

function ownDetails(link: Link): string {
  switch (link.kind) {
    case 'veth':
    case 'dummy':
      return link.kind;
    case 'bridge':
      return `bridge forward_delay 1500 hello_time 200 max_age 2000 ageing_time 30000 stp_state ${link.stp ? 1 : 0}`;
    case 'vxlan': {
      const words = ['vxlan', `id ${link.vni}`, 'srcport 0 0', `dstport ${link.port}`];
      if (link.local !== 0) words.splice(2, 0, `local ${formatIp(link.local)}`);
      if (link.proxy) words.push('proxy');
      if (!link.learning) words.push('nolearning');
      if (link.l2miss) words.push('l2miss');
      if (link.l3miss) words.push('l3miss');
      return [...words, 'ttl auto ageing 300'].join(' ');
    }
    case 'macvlan':
      return `macvlan mode ${link.mode}`;
    case 'ipvlan':
      return `ipvlan  mode ${link.mode} ${link.flag}`;
    case 'vlan':
      return `vlan protocol 802.1Q id ${link.vlan} <REORDER_HDR>`;
    case 'loopback':
    case 'nic':
      return '';
  }
}

import { formatIp } from '../../../address/ip.ts';
import type { Kernel, Link, LinkAddress, Netns } from '../../../kernel/kernel.ts';
import type { Terminal } from '../../command.ts';
import { detailsOf } from './link-details.ts';
import {
  flagsOf,
  hardwareLine,
  linksOf,
  nameWithLower,
  peerIsAway,
  queueDiscipline,
  stateOf,
} from './link-line.ts';
import type { IpOptions } from './options.ts';

/** The first line of a link: iproute2's, or busybox's, which knows neither state nor group and marks a moved peer. */
export function headLine(kernel: Kernel, link: Link, busybox: boolean, short = false): string {
  const flags = flagsOf(kernel, link);
  const queue = link.kind === 'loopback' || link.queueLength ? ` qlen ${link.queueLength ?? 1000}` : '';
  const name = nameWithLower(kernel, link);
  const master = link.master === undefined ? '' : ` master ${kernel.links.get(link.master)?.name}`;
  if (busybox) {
    if (peerIsAway(kernel, link)) flags.push('M-DOWN');
    const discipline = short ? '' : ` qdisc ${queueDiscipline(link)}`;
    return `${link.index}: ${name}: <${flags.join(',')}> mtu ${link.mtu}${discipline}${master}${queue || ' '}`;
  }
  return (
    `${link.index}: ${name}: <${flags.join(',')}> mtu ${link.mtu} qdisc ${queueDiscipline(link)}${master}` +
    ` state ${stateOf(kernel, link)} group ${link.group ?? 'default'}${queue || ' '}`
  );
}

/** The kernel keeps a list for each family, and tells of IPv4 first. */
const addressesOf = (link: Link, { family }: IpOptions): LinkAddress[] =>
  link.addresses
    .filter((a) => family === undefined || (family === 4) === (typeof a.ip === 'number'))
    .sort((a, b) => Number(typeof a.ip === 'bigint') - Number(typeof b.ip === 'bigint'));

const VALID = '       valid_lft forever preferred_lft forever';

function addressLines(link: Link, address: LinkAddress, terminal: Terminal): string[] {
  const text = `${formatIp(address.ip)}/${address.length}`;
  if (typeof address.ip === 'number') {
    const broadcast = address.broadcast === undefined ? '' : ` brd ${formatIp(address.broadcast)}`;
    return [`    inet ${text}${broadcast} scope ${address.scope} ${link.name}`, VALID];
  }
  const flag = address.noDad ? (terminal.tools === 'busybox' ? 'flags 02 ' : 'nodad ') : '';
  // iproute2 6.x tells who made an address; Debian 12's (6.1) does not know the attribute yet.
  const protocol = address.protocol && terminal.tools === 'debian-13' ? `proto ${address.protocol} ` : '';
  return [`    inet6 ${text} scope ${address.scope} ${flag}${protocol}`, VALID];
}

/** `ip -o`: a line for each address, where a backslash stands for the end of a line. */
const oneLine = (link: Link, address: LinkAddress, terminal: Terminal): string =>
  `${link.index}: ${link.name}    ${addressLines(link, address, terminal)
    .map((line) => line.replace(/^ {4}/, ''))
    .join('\\   ')}`;

function blockOf(kernel: Kernel, link: Link, terminal: Terminal, options: IpOptions): string[] {
  const addresses = addressesOf(link, options);
  if (options.oneLine) return addresses.map((address) => oneLine(link, address, terminal));
  if (options.family !== undefined && addresses.length === 0) return [];
  const busybox = terminal.tools === 'busybox';
  const lines = [headLine(kernel, link, busybox, busybox && options.family === 6)];
  if (options.family === undefined) {
    const away = peerIsAway(kernel, link) && !busybox ? ' link-netnsid 0' : '';
    lines.push(`    ${hardwareLine(link)}${away}${options.details ? detailsOf(link) : ''}`);
  }
  return [...lines, ...addresses.flatMap((address) => addressLines(link, address, terminal))];
}

function briefLine(kernel: Kernel, link: Link, options: IpOptions): string {
  const addresses = addressesOf(link, options).map((a) => `${formatIp(a.ip)}/${a.length} `);
  return `${nameWithLower(kernel, link).padEnd(16)} ${stateOf(kernel, link).padEnd(14)} ${addresses.join('')}`;
}

/** `ip addr show`: of one device, or of all in the order of their indexes. */
export function showAddresses(
  kernel: Kernel,
  netns: Netns,
  terminal: Terminal,
  options: IpOptions,
  device?: string,
): string {
  const links = linksOf(kernel, netns).filter((link) => device === undefined || link.name === device);
  const lines = options.brief
    ? links.map((link) => briefLine(kernel, link, options))
    : links.flatMap((link) => blockOf(kernel, link, terminal, options));
  return lines.map((line) => `${line}\n`).join('');
}

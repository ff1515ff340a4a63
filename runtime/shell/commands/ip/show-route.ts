import { cidr, formatCidr, isDefault, lastOf } from '../../../address/cidr.ts';
import { type Family, familyOf, formatIp } from '../../../address/ip.ts';
import { hasCarrier } from '../../../kernel/carrier.ts';
import type { Kernel, Netns, Route } from '../../../kernel/kernel.ts';
import type { Terminal } from '../../command.ts';
import { linksOf } from './link-line.ts';

const width = (route: Route): number => (typeof route.destination.base === 'number' ? 32 : 128);
function destinationOf(route: Route): string {
  if (isDefault(route.destination)) return 'default';
  const text = formatCidr(route.destination);
  return route.destination.length === width(route) ? text.slice(0, text.lastIndexOf('/')) : text;
}

/** The kernel's own order: by address, the longer prefix first, then by metric. */
function compare(a: Route, b: Route): number {
  const [x, y] = [a.destination.base, b.destination.base];
  if (x !== y) return x < y ? -1 : 1;
  return b.destination.length - a.destination.length || a.metric - b.metric;
}

/** IPv6 is dumped inner blocks before outer ones, so the default route comes last. */
const defaultLast = (a: Route, b: Route): number =>
  Number(isDefault(a.destination)) - Number(isDefault(b.destination)) || compare(a, b);

function routeLine(kernel: Kernel, route: Route, terminal: Terminal, ofDevice: boolean): string {
  const link = route.link === undefined ? undefined : kernel.links.get(route.link);
  const busybox = terminal.tools === 'busybox';
  const six = familyOf(route.destination.base) === 6;
  let line = route.type === 'unicast' ? '' : `${route.type} `;
  line += `${destinationOf(route)} `;
  if (route.via !== undefined) line += `via ${formatIp(route.via)} `;
  // Asked for one device, iproute2 does not repeat its name.
  if (link !== undefined && (busybox || !ofDevice)) line += `dev ${link.name} `;
  if (!busybox && route.protocol !== 'boot') line += `proto ${route.protocol} `;
  if (route.scope === 'link' && !six) line += 'scope link ';
  if (route.source !== undefined) line += `${busybox ? ' ' : ''}src ${formatIp(route.source)} `;
  if (route.metric !== 0 || six) line += `${busybox ? ' ' : ''}metric ${route.metric || 1024} `;
  if (six && !busybox) line += 'pref medium';
  if (!busybox && !six && link !== undefined && !hasCarrier(kernel, link)) line += 'linkdown ';
  return line;
}

/** `ip route`: the main table of one family, perhaps of one device. */
export function showRoutes(
  kernel: Kernel,
  netns: Netns,
  terminal: Terminal,
  family: Family,
  { device, onlyDefault }: { readonly device?: string; readonly onlyDefault?: boolean } = {},
): string {
  const routes = netns.routes
    .filter((route) => familyOf(route.destination.base) === family)
    .filter((route) => !onlyDefault || isDefault(route.destination))
    .sort(family === 6 ? defaultLast : compare);
  return routes
    .filter(
      (route) =>
        device === undefined || (route.link !== undefined && kernel.links.get(route.link)?.name === device),
    )
    .filter((route) => route.link === undefined || kernel.links.get(route.link)?.up === true)
    .map((route) => `${routeLine(kernel, route, terminal, device !== undefined)}\n`)
    .join('')
    .concat(terminal.tools === 'busybox' && family === 6 ? multicastRoutes(kernel, netns) : '');
}

/** Table `local`, which the kernel keeps of the addresses: each of them, and the broadcasts of their blocks (fib_add_ifaddr). */
export function showLocalTable(kernel: Kernel, netns: Netns, family: Family): string {
  if (family === 6)
    return linksOf(kernel, netns)
      .flatMap((link) =>
        link.addresses.filter(({ ip }) => typeof ip === 'bigint').map((a) => [link, a] as const),
      )
      .map(([link, { ip }]) => `local ${formatIp(ip)} dev ${link.name} proto kernel metric 0 pref medium\n`)
      .join('');
  const rows = linksOf(kernel, netns)
    .filter(({ up }) => up)
    .flatMap((link) =>
      link.addresses.flatMap(({ ip, length }) => {
        if (typeof ip !== 'number') return [];
        const text = formatIp(ip);
        const host = `dev ${link.name} proto kernel scope host src ${text}`;
        const block = cidr(ip, length);
        const wide =
          link.kind === 'loopback' ? [[block.base, `local ${formatCidr(block)} ${host}`] as const] : [];
        const broadcast =
          length < 31
            ? [
                [
                  lastOf(block) as number,
                  `broadcast ${formatIp(lastOf(block))} dev ${link.name} proto kernel scope link src ${text}`,
                ] as const,
              ]
            : [];
        return [...wide, [ip, `local ${text} ${host}`] as const, ...broadcast];
      }),
    );
  return rows
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, line]) => `${line} \n`)
    .join('');
}

/** busybox lists all tables, and so the multicast routes of each link that speaks IPv6. */
const multicastRoutes = (kernel: Kernel, netns: Netns): string =>
  linksOf(kernel, netns)
    .filter((link) => link.kind !== 'loopback' && link.addresses.some(({ ip }) => typeof ip === 'bigint'))
    .map((link) => `multicast ff00::/8 dev ${link.name}  metric 256 \n`)
    .join('');

/** The policy rules: dnet's namespaces have the three that every namespace starts with. */
export const showRules = (family: Family): string =>
  family === 4
    ? '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n'
    : '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n';

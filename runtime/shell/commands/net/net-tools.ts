import { networkOf } from '../../../address/cidr.ts';
import { formatIp } from '../../../address/ip.ts';
import { formatMac } from '../../../address/mac.ts';
import type { Link, Socket } from '../../../kernel/kernel.ts';
import { netnsOf } from '../../../kernel/link-registry.ts';
import { neighboursOf } from '../../../kernel/neighbours.ts';
import type { Command } from '../../command.ts';
import { fail, succeed } from '../../language/command-result.ts';
import { linksOf } from '../ip/link-line.ts';

const mask = (length: number): string => formatIp(networkOf(0xffffffff, length));

/** The old net-tools that images still bring: the same state in other columns. */
export const route: Command = (args, { world, netns }) => {
  if (args.some((arg) => arg !== '-n')) return fail(1, 'route: dnet knows `route -n`\n');
  const rows = world.kernel.namespaces
    .get(netns)!
    .routes.filter((r) => typeof r.destination.base === 'number' && r.link !== undefined)
    .map((r) => {
      const flags = r.via === undefined ? 'U' : 'UG';
      const name = world.kernel.links.get(r.link!)?.name ?? '';
      const gateway = r.via === undefined ? '0.0.0.0' : formatIp(r.via);
      return `${formatIp(r.destination.base).padEnd(15)} ${gateway.padEnd(15)} ${mask(r.destination.length).padEnd(15)} ${flags.padEnd(5)} ${`${r.metric}`.padEnd(6)} 0        0 ${name}\n`;
    });
  return succeed(
    `Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n${rows.join('')}`,
  );
};

export const arp: Command = (args, { world, netns }) => {
  if (args.some((arg) => arg !== '-n' && arg !== '-a')) return fail(1, 'arp: dnet knows -n and -a\n');
  const rows = neighboursOf(netnsOf(world.kernel, netns)).filter(({ ip }) => typeof ip === 'number');
  return succeed(
    rows
      .map(({ ip, mac, link }) => {
        const hardware = mac === undefined ? '<incomplete> ' : `${formatMac(mac)} [ether] `;
        return `? (${formatIp(ip)}) at ${hardware} on ${world.kernel.links.get(link)?.name ?? ''}\n`;
      })
      .join(''),
  );
};

function block(link: Link): string {
  const head =
    link.kind === 'loopback'
      ? 'Link encap:Local Loopback  '
      : `Link encap:Ethernet  HWaddr ${formatMac(link.mac).toUpperCase()}  `;
  const four = link.addresses.find(({ ip }) => typeof ip === 'number');
  const broadcast = four?.broadcast === undefined ? '' : `  Bcast:${formatIp(four.broadcast)}`;
  const inet =
    four === undefined
      ? ''
      : `          inet addr:${formatIp(four.ip)}${broadcast}  Mask:${mask(four.length)}\n`;
  const flags = `UP ${link.kind === 'loopback' ? 'LOOPBACK RUNNING' : 'BROADCAST RUNNING MULTICAST'}`;
  return `${link.name.padEnd(10)}${head}\n${inet}          ${flags}  MTU:${link.mtu}  Metric:1\n\n`;
}

/** `ifconfig [NAME]`; packet counters are not kept and not shown. */
export const ifconfig: Command = (args, { world, netns }) => {
  const links = linksOf(world.kernel, world.kernel.namespaces.get(netns)!);
  const wanted = args.filter((arg) => arg !== '-a');
  if (wanted.length > 1) return fail(1, 'ifconfig: dnet shows links, it does not change them: use `ip`\n');
  const shown = links.filter((link) =>
    wanted[0] === undefined ? link.up || args.includes('-a') : link.name === wanted[0],
  );
  if (wanted[0] !== undefined && shown.length === 0)
    return fail(1, `ifconfig: ${wanted[0]}: error fetching interface information: Device not found\n`);
  return succeed(shown.map(block).join(''));
};

const WILDCARDS = { any4: '0.0.0.0', any6: '::', dual: '::' } as const;
const local = ({ address, port }: Socket): string =>
  `${typeof address === 'string' ? WILDCARDS[address] : formatIp(address)}:${port}`;

/** `netstat -ltn` and `-lun`: the listening sockets. */
export const netstat: Command = (args, { world, netns }) => {
  const flags = new Set(args.flatMap((arg) => [...arg.replace(/^-+/, '')]));
  if ([...flags].some((flag) => !'ltunap'.includes(flag)))
    return fail(1, 'netstat: dnet knows -l -t -u -n -a\n');
  const both = !flags.has('t') && !flags.has('u');
  const sockets = [...world.kernel.namespaces.get(netns)!.sockets.values()].filter(
    ({ transport }) =>
      both || (transport === 'tcp' && flags.has('t')) || (transport === 'udp' && flags.has('u')),
  );
  const rows = sockets.map((socket) => {
    const six =
      typeof socket.address === 'bigint' || socket.address === 'any6' || socket.address === 'dual' ? '6' : '';
    const state = socket.transport === 'tcp' ? 'LISTEN      ' : '            ';
    return `${`${socket.transport}${six}`.padEnd(5)}      0      0 ${local(socket).padEnd(23)} ${(six ? ':::*' : '0.0.0.0:*').padEnd(23)} ${state}\n`;
  });
  return succeed(
    `Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State       \n${rows.join('')}`,
  );
};

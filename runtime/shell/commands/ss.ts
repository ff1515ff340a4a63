import { formatIp } from '../../address/ip.ts';
import type { Socket } from '../../kernel/kernel.ts';
import type { Command } from '../command.ts';
import { fail, succeed } from '../language/command-result.ts';

interface Row {
  readonly netid: string;
  readonly state: string;
  readonly backlog: number;
  readonly local: string;
  readonly port: string;
  readonly peer: string;
  readonly users: string;
}

/** The wildcard of a socket that serves both families is `*`, of one family its unspecified address. */
const WILDCARDS = { any4: '0.0.0.0', any6: '[::]', dual: '*' } as const;

function localText(address: Socket['address']): string {
  if (typeof address === 'string') return WILDCARDS[address];
  return typeof address === 'bigint' ? `[${formatIp(address)}]` : formatIp(address);
}

function peerText(address: Socket['address']): string {
  if (address === 'dual') return '*';
  return address === 'any6' || typeof address === 'bigint' ? '[::]' : '0.0.0.0';
}

const rowOf = (socket: Socket): Row => ({
  netid: socket.transport,
  state: socket.transport === 'tcp' ? 'LISTEN' : 'UNCONN',
  backlog: socket.transport === 'tcp' ? socket.backlog : 0,
  local: localText(socket.address),
  port: `${socket.port}`,
  peer: peerText(socket.address),
  // Sockets of the kernel itself, as of tunnels, are nobody's.
  users: socket.process.pid === 0 ? '' : `users:(("${socket.process.name}",pid=${socket.process.pid},fd=3))`,
});

const widest = (rows: readonly Row[], key: 'local' | 'port' | 'peer'): number =>
  Math.max(0, ...rows.map((row) => row[key].length));

/** Prints the columns as iproute2's ss does: addresses to the right, ports to the left of their colon. */
function print(
  rows: readonly Row[],
  show: { readonly netid: boolean; readonly users: boolean; readonly header: boolean },
): string {
  const [local, port, peer] = [widest(rows, 'local'), widest(rows, 'port'), widest(rows, 'peer')];
  const lines = rows.map((row) => {
    const netid = show.netid ? `${row.netid.padEnd(3)} ` : '';
    const columns = `${row.state.padEnd(6)} ${'0'.padEnd(6)} ${`${row.backlog}`.padEnd(6)} ${row.local.padStart(local)}:${row.port.padEnd(port)} ${row.peer.padStart(peer)}:*`;
    return `${netid}${columns}${show.users ? ` ${row.users}` : ''}`;
  });
  const head = `${show.netid ? 'Netid ' : ''}State  Recv-Q Send-Q Local Address:Port Peer Address:Port${show.users ? ' Process' : ''}`;
  return [...(show.header ? [head] : []), ...lines].map((line) => `${line}\n`).join('');
}

/** `ss`: the listening sockets of the namespace. Flags may be bundled; without `-l` nothing is shown, for nothing stays connected. */
export const ss: Command = (args, terminal) => {
  const flags = new Set(args.flatMap((arg) => (/^-[a-zA-Z46]+$/.test(arg) ? [...arg.slice(1)] : [arg])));
  const unknown = [...flags].find((flag) => !'HlntupaO46'.includes(flag) || flag.length > 1);
  if (unknown !== undefined)
    return fail(255, `ss: dnet knows the flags -H -l -n -t -u -p -a -4 -6, not '${unknown}'\n`);
  const both = !flags.has('t') && !flags.has('u');
  const wanted = (socket: Socket): boolean =>
    (both ||
      (socket.transport === 'tcp' && flags.has('t')) ||
      (socket.transport === 'udp' && flags.has('u'))) &&
    (!flags.has('4') || socket.address === 'any4' || typeof socket.address === 'number') &&
    (!flags.has('6') || (socket.address !== 'any4' && typeof socket.address !== 'number'));
  const netns = terminal.world.kernel.namespaces.get(terminal.netns)!;
  const sockets = flags.has('l') || flags.has('a') ? [...netns.sockets.values()].filter(wanted) : [];
  // ss asks for datagram sockets before streams, and of both for IPv4's first.
  const rank = (socket: Socket): number =>
    (socket.transport === 'udp' ? 0 : 2) +
    (socket.address === 'any4' || typeof socket.address === 'number' ? 0 : 1);
  const rows = [...sockets].sort((a, b) => rank(a) - rank(b)).map(rowOf);
  return succeed(
    print(rows, {
      netid: both || (flags.has('t') && flags.has('u')),
      users: flags.has('p'),
      header: !flags.has('H'),
    }),
  );
};

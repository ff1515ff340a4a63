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

/** The widest entry of a column; its heading counts where it is shown. */
const widest = (rows: readonly Row[], key: 'state' | 'local' | 'port' | 'peer', heading: number): number =>
  Math.max(heading, ...rows.map((row) => row[key].length));

/** Prints the columns as iproute2's ss does: addresses to the right, ports to the left of their colon. */
function print(
  rows: readonly Row[],
  show: { readonly netid: boolean; readonly users: boolean; readonly header: boolean },
): string {
  const head = (words: string): number => (show.header ? words.length : 0);
  const state = widest(rows, 'state', head('State'));
  const [local, port] = [widest(rows, 'local', head('Local Address')), widest(rows, 'port', head('Port'))];
  const peer = widest(rows, 'peer', head('Peer Address'));
  const peerPort = Math.max(1, head('Port'));
  const users = rows.map((row) => (show.users && row.users !== '' ? ` ${row.users}` : ''));
  const process = Math.max(head('Process'), ...users.map((text) => text.length));
  const netid = (text: string): string => (show.netid ? `${text.padEnd(Math.max(3, head('Netid')))} ` : '');
  const lines = rows.map(
    (row, i) =>
      `${netid(row.netid)}${row.state.padEnd(state)} ${'0'.padEnd(6)} ${`${row.backlog}`.padEnd(6)} ${row.local.padStart(local)}:${row.port.padEnd(port)} ${row.peer.padStart(peer)}:${'*'.padEnd(peerPort)}${users[i]!.padEnd(process)}`,
  );
  const heading = `${netid('Netid')}${'State'.padEnd(state)} Recv-Q Send-Q ${'Local Address'.padStart(local)}:${'Port'.padEnd(port)} ${'Peer Address'.padStart(peer)}:${'Port'.padEnd(peerPort)}${'Process'.padEnd(process)}`;
  return [...(show.header ? [heading] : []), ...lines].map((line) => `${line}\n`).join('');
}

/** `sport = :8080`, or several with `or` between; undefined where it says something else. */
function parseFilter(words: readonly string[]): ReadonlySet<string> | undefined {
  const text = words.join(' ').trim();
  if (text === '') return new Set();
  const ports = text
    .split(/\s+or\s+/)
    .map((part) => /^\(?\s*sport\s*(?:=|==|eq)\s*:?(\d+)\s*\)?$/.exec(part)?.[1]);
  return ports.includes(undefined) ? undefined : new Set(ports as string[]);
}

/** `ss`: the listening sockets of the namespace. Flags may be bundled; without `-l` nothing is shown, for nothing stays connected. */
export const ss: Command = (args, terminal) => {
  const options = args.filter((arg) => arg.startsWith('-'));
  const flags = new Set(options.flatMap((arg) => (/^-[a-zA-Z46]+$/.test(arg) ? [...arg.slice(1)] : [arg])));
  const unknown = [...flags].find((flag) => !'HlntupaO46'.includes(flag) || flag.length > 1);
  if (unknown !== undefined)
    return fail(255, `ss: dnet knows the flags -H -l -n -t -u -p -a -4 -6, not '${unknown}'\n`);
  const ports = parseFilter(args.filter((arg) => !arg.startsWith('-')));
  if (ports === undefined)
    return fail(255, 'ss: of filters dnet knows `sport = :PORT`, and several with `or` between\n');
  const both = !flags.has('t') && !flags.has('u');
  const wanted = (socket: Socket): boolean =>
    (ports.size === 0 || ports.has(String(socket.port))) &&
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

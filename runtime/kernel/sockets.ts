import { familyOf, type Ip } from '../address/ip.ts';
import { derived } from './derived.ts';
import type { Kernel, Netns, NetnsId, Process, Service, Socket, SocketId, Transport } from './kernel.ts';
import { netnsOf } from './link-registry.ts';
import { changed } from './revision.ts';
import { isLocal } from './routes.ts';
import { flag, getSysctl } from './sysctl-values.ts';

export interface SocketSpec {
  readonly transport: Transport;
  readonly address: Socket['address'];
  /** 0 takes a free port of the ephemeral range. */
  readonly port: number;
  readonly process: Process;
  readonly service: Service;
  /** `asked` without. */
  readonly repliesFrom?: Socket['repliesFrom'];
  /** 4096 without, as Go's programs take net.core.somaxconn. */
  readonly backlog?: number;
}

export type ListenAnswer =
  | { readonly ok: true; readonly socket: Socket }
  | { readonly ok: false; readonly error: ListenError };

export type ListenError =
  | 'address already in use'
  | 'cannot assign requested address'
  | 'protocol not supported';

/**
 * socket(), bind() and listen(): refused for an address that the namespace does not have, and where a socket of it
 * has the port on an address that overlaps.
 */
export function listen(kernel: Kernel, netnsId: NetnsId, spec: SocketSpec): ListenAnswer {
  const netns = netnsOf(kernel, netnsId);
  if (spec.transport === 'sctp' && !kernel.machines.get(netns.machine)!.features.sctp)
    return { ok: false, error: 'protocol not supported' };
  if (typeof spec.address !== 'string' && !mayBind(kernel, netns, spec.address))
    return { ok: false, error: 'cannot assign requested address' };
  const port = spec.port === 0 ? allocateEphemeralPort(kernel, netnsId, spec.transport) : spec.port;
  for (const other of socketsAt(kernel, netns, spec.transport, port))
    if (overlap(other.address, spec.address)) return { ok: false, error: 'address already in use' };
  const socket: Socket = {
    id: kernel.nextId++,
    netns: netnsId,
    transport: spec.transport,
    address: spec.address,
    port,
    process: spec.process,
    service: spec.service,
    repliesFrom: spec.repliesFrom ?? 'asked',
    backlog: spec.backlog ?? 4096,
  };
  netns.sockets.set(socket.id, socket);
  changed(kernel);
  return { ok: true, socket };
}

/** An address of its own, or any where `ip_nonlocal_bind` lets it (inet_bind). */
const mayBind = (kernel: Kernel, { id }: Netns, address: Ip): boolean =>
  isLocal(kernel, id, address) || flag(kernel, id, `net.ipv${familyOf(address)}.ip_nonlocal_bind`);

/** The bind address covers this one. */
export function accepts(bound: Socket['address'], ip: Ip): boolean {
  switch (bound) {
    case 'dual':
      return true;
    case 'any4':
      return typeof ip === 'number';
    case 'any6':
      return typeof ip === 'bigint';
    default:
      return bound === ip;
  }
}

const familiesOf = (address: Socket['address']): string =>
  address === 'dual' ? '46' : address === 'any4' ? '4' : address === 'any6' ? '6' : `${familyOf(address)}`;

/** Two bind addresses share an address: a wildcard overlaps with all of its families. */
function overlap(a: Socket['address'], b: Socket['address']): boolean {
  if (typeof a !== 'string' && typeof b !== 'string') return a === b;
  const theirs = familiesOf(b);
  return [...familiesOf(a)].some((family) => theirs.includes(family));
}

export function closeSocket(kernel: Kernel, socket: Socket): void {
  if (netnsOf(kernel, socket.netns).sockets.delete(socket.id)) changed(kernel);
}

export const socketsOf = (kernel: Kernel, netns: NetnsId): readonly Socket[] => [
  ...netnsOf(kernel, netns).sockets.values(),
];

export const socketById = (kernel: Kernel, netns: NetnsId, id: SocketId): Socket | undefined =>
  kernel.namespaces.get(netns)?.sockets.get(id);

const TRANSPORT_INDEX: { readonly [T in Transport]: number } = { tcp: 0, udp: 1, sctp: 2 };
const byPort = derived((_: Kernel, netns: Netns) => {
  const index = new Map<number, Socket[]>();
  for (const socket of netns.sockets.values()) {
    const key = socket.port * 3 + TRANSPORT_INDEX[socket.transport];
    const known = index.get(key);
    if (known) known.push(socket);
    else index.set(key, [socket]);
  }
  return index;
});

const NONE: readonly Socket[] = [];
const socketsAt = (kernel: Kernel, netns: Netns, transport: Transport, port: number): readonly Socket[] =>
  byPort(kernel, netns).get(port * 3 + TRANSPORT_INDEX[transport]) ?? NONE;

/** The socket that takes a packet to this address and port: one bound to the very address before a wildcard. */
export function findSocket(
  kernel: Kernel,
  netns: Netns,
  transport: Transport,
  ip: Ip,
  port: number,
): Socket | undefined {
  let wildcard: Socket | undefined;
  for (const socket of socketsAt(kernel, netns, transport, port)) {
    if (socket.address === ip) return socket;
    if (accepts(socket.address, ip)) wildcard ??= socket;
  }
  return wildcard;
}

/** The first and last port that the kernel gives out by itself. */
export function ephemeralRange(kernel: Kernel, netns: NetnsId): readonly [number, number] {
  const [first = 32768, last = 60999] = (getSysctl(kernel, netns, 'net.ipv4.ip_local_port_range') ?? '')
    .split(/\s+/)
    .map(Number);
  return [first, last];
}

const rangeOf = derived((kernel: Kernel, netns: Netns) => ephemeralRange(kernel, netns.id));

/** The next port of the range that no socket has. The kernel draws it at random; here it counts, so that runs repeat. */
export function allocateEphemeralPort(kernel: Kernel, netnsId: NetnsId, transport: Transport): number {
  const netns = netnsOf(kernel, netnsId);
  const [first, last] = rangeOf(kernel, netns);
  for (let tries = last - first; tries >= 0; tries--) {
    const next = netns.nextEphemeralPort;
    const port = next < first || next > last ? first : next;
    netns.nextEphemeralPort = port + 1;
    if (socketsAt(kernel, netns, transport, port).length === 0) return port;
  }
  throw new Error('no ephemeral port is left');
}

import { conflict, done, internal, type Result } from '../result.ts';

/** Which ports of the host's addresses are given out. Plain data. */
export interface PortAllocator {
  /** By `address/protocol`: each address and protocol has ports of its own. */
  readonly tables: Map<string, PortTable>;
}

export interface PortTable {
  readonly taken: Set<number>;
  /** The port that was given out last, by range: `32768-60999`. */
  readonly last: Map<string, number>;
}

export const newPortAllocator = (): PortAllocator => ({ tables: new Map() });

export interface PortRequest {
  /** As text: `0.0.0.0`, `::`. */
  readonly address: string;
  readonly protocol: string;
  /** 0 and 0 ask for any port of `ephemeral`. */
  readonly first: number;
  readonly last: number;
  readonly ephemeral: readonly [number, number];
}

/** Takes the one port that is asked for, or the next free one of a range after the last that was given out. */
export function requestPort(ports: PortAllocator, request: PortRequest): Result<number> {
  const { address, first, last } = request;
  const table = tableOf(ports, request);
  if (first > 0 && first === last) {
    if (table.taken.has(first))
      return conflict(`Bind for ${address}:${first} failed: port is already allocated`);
    table.taken.add(first);
    return done(first);
  }
  return nextOf(table, first > 0 ? [first, last] : request.ephemeral);
}

function nextOf(table: PortTable, [begin, end]: readonly [number, number]): Result<number> {
  const range = `${begin}-${end}`;
  let port = table.last.get(range) ?? end;
  for (let tries = begin; tries <= end; tries++) {
    port = port >= end ? begin : port + 1;
    if (table.taken.has(port)) continue;
    table.taken.add(port);
    table.last.set(range, port);
    return done(port);
  }
  return internal('all ports are allocated');
}

function tableOf(ports: PortAllocator, { address, protocol }: PortRequest): PortTable {
  const key = `${address}/${protocol}`;
  const known = ports.tables.get(key);
  if (known !== undefined) return known;
  const table: PortTable = { taken: new Set(), last: new Map() };
  ports.tables.set(key, table);
  return table;
}

export const releasePort = (ports: PortAllocator, address: string, protocol: string, port: number): void =>
  void ports.tables.get(`${address}/${protocol}`)?.taken.delete(port);

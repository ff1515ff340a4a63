import type { Packet } from '../kernel/packet.ts';
import type { Cause } from '../kernel/trace.ts';
import type { Client, Walk } from '../kernel/walk/walk.ts';
import { concerns, type Fate } from './exchange.ts';
import type { Outcome } from './outcome.ts';

type Icmp = Extract<Outcome, { kind: 'unreachable' }>['icmp'];

/** What a client makes of a packet that was lost: what it was told decides, silence is a timeout. */
export function failureOf(
  walk: Walk,
  client: Client,
  fate: Extract<Fate, { kind: 'lost' }>,
  hearsAll: boolean,
): Outcome {
  const { cause, told } = fate;
  if (told === undefined || !concerns(walk, client, told)) return silence(client, cause);
  if (told.kind.kind !== 'icmp-error') return { kind: 'refused', cause };
  const { type, code } = told.kind;
  if (isRefusal(told, type, code)) return { kind: 'refused', cause };
  if (!hearsAll && isSoft(told, type, code)) return { kind: 'timeout', cause };
  const icmp: Icmp = { type, code, from: told.source };
  return { kind: 'unreachable', cause, icmp };
}

/** connect() and sendto() fail at once where the client's own machine knows no way. */
function silence(client: Client, cause: Cause): Outcome {
  const own = 'netns' in cause && cause.netns === client.netns;
  if (own && (cause.kind === 'no-route' || cause.kind === 'too-big')) return { kind: 'unreachable', cause };
  return { kind: 'timeout', cause };
}

const isV6 = (told: Packet): boolean => typeof told.source === 'bigint';

/** Port or protocol unreachable. */
function isRefusal(told: Packet, type: number, code: number): boolean {
  return isV6(told) ? type === 1 && code === 4 : type === 3 && (code === 2 || code === 3);
}

/** Errors that a UDP socket without IP_RECVERR never hears of (`fatal` in the kernel's icmp_err_convert). */
function isSoft(told: Packet, type: number, code: number): boolean {
  if (isV6(told)) return !(type === 1 && code === 1);
  return type !== 3 || [0, 1, 4, 5, 11, 12].includes(code);
}

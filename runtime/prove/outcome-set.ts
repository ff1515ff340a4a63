import type { NetnsId, Socket } from '../kernel/kernel.ts';
import type { Cause } from '../kernel/trace.ts';
import { concernsSet, type FateSet } from './exchange-set.ts';
import { type Field, isVariable } from './field.ts';
import type { ClientSet, SetWalk } from './set-walk.ts';

/** `Outcome` for a box of packets: what the client of each of them sees. */
export type OutcomeSet =
  /** `at` is the namespace that answered; behind a proxy, the one behind it. */
  | {
      readonly kind: 'delivered';
      readonly at: NetnsId;
      readonly socket?: Socket;
      readonly silence?: Cause;
    }
  | { readonly kind: 'refused' | 'timeout' | 'unreachable'; readonly cause: Cause }
  | { readonly kind: 'closed'; readonly cause?: Cause };

/** `failureOf` for a box of packets. */
export function failureOfSet(
  walk: SetWalk,
  client: ClientSet,
  fate: Extract<FateSet, { kind: 'lost' }>,
  hearsAll: boolean,
): OutcomeSet {
  const { cause, told } = fate;
  if (told === undefined || !concernsSet(walk, client, told)) return silence(client, cause);
  if (told.kind.kind !== 'icmp-error') return { kind: 'refused', cause };
  const { type, code } = told.kind;
  const v6 = isSix(walk, told.source);
  if (v6 ? type === 1 && code === 4 : type === 3 && (code === 2 || code === 3))
    return { kind: 'refused', cause };
  if (!hearsAll && isSoft(v6, type, code)) return { kind: 'timeout', cause };
  return { kind: 'unreachable', cause };
}

function silence(client: ClientSet, cause: Cause): OutcomeSet {
  const own = 'netns' in cause && cause.netns === client.netns;
  if (own && (cause.kind === 'no-route' || cause.kind === 'too-big')) return { kind: 'unreachable', cause };
  return { kind: 'timeout', cause };
}

const isSix = (walk: SetWalk, field: Field): boolean =>
  typeof (isVariable(field) ? walk.box[field.index]![0] : field) === 'bigint';

function isSoft(v6: boolean, type: number, code: number): boolean {
  if (v6) return !(type === 1 && code === 1);
  return type !== 3 || [0, 1, 4, 5, 11, 12].includes(code);
}

import type { Claim, Who } from '../../compiler/ir/claim.ts';
import type { Item, Scenario } from '../../compiler/ir/ir.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Door } from '../scenario/ask.ts';
import { doorText } from '../scenario/judge/doors.ts';
import type { Bindings } from './entity.ts';
import { NOWHERE } from './plan-scenario.ts';

/** A property does not hold: thrown inside a run, where fast-check looks for a smaller one. */
export class Refutation extends Error {
  readonly found: Refuted;
  constructor(found: Refuted) {
    super(found.law);
    this.found = found;
  }
}

/** A property cannot be judged; that is no pass. */
export class Unjudgeable extends Error {}

export interface Refuted {
  /** What was expected, as the property says it. */
  readonly law: string;
  readonly origin: Span;
  /** What the variables stood for, in their order. */
  readonly chosen: readonly string[];
  /** Scenarios that show it: the claim at the end of the last one fails. */
  readonly scenarios: readonly Scenario[];
}

export const claimItem = (claim: Claim): Item => ({ kind: 'claim', claim, origin: NOWHERE });

/** `from reaches to` at one door, as a claim that a scenario can make. */
export function reachClaim(from: Who, to: Who, door: Door, holds = true): Claim {
  return {
    kind: 'reach',
    from,
    to,
    port: door.kind === 'icmp' ? door : { kind: 'port', port: door.port, protocol: door.protocol },
    byName: false,
    holds,
    text: `${nameOf(from)} ${holds ? 'reaches' : 'cannot reach'} ${nameOf(to)}:${doorText(door)}`,
    when: { kind: 'now' },
    origin: NOWHERE,
  };
}

const nameOf = (who: Who): string => ('name' in who ? who.name : who.kind);

/** The names of what the variables stand for. */
export const chosenNames = (bindings: Bindings): readonly string[] =>
  [...bindings.values()].map(({ name }) => name);

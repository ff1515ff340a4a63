import type { Reason } from '../../../compiler/ir/claim.ts';
import { formatIp, type Ip } from '../../address/ip.ts';
import { formatEndpoint } from '../../explain/names.ts';
import { reasonsOf } from '../../explain/reasons.ts';
import type { Outcome } from '../../probe/outcome.ts';
import { answererOf } from '../answerer.ts';
import { askIn, type Door, type Question } from '../ask.ts';
import type { Party } from '../party.ts';
import type { Session } from '../session.ts';
import { type Fact, factOf } from './fact.ts';
import { relationOf } from './relation.ts';

/** What a claim expects of one question. */
export interface Expectation {
  readonly holds: boolean;
  readonly because?: Reason;
  /** Who must have answered: a container, or one of a service's tasks. */
  readonly servedBy?: string;
}

/** Asks one question from the party's namespace and holds the reply against what was expected. */
export function askFact(
  session: Session,
  from: Party,
  to: Party,
  question: Question,
  expected: Expectation,
): Fact {
  const { world } = session;
  const { outcome, hops } = askIn(session, from, question);
  const reasons = reasonsOf(world, outcome, relationOf(from, to));
  return factOf(session, {
    asked: `${from.name} ─▶ ${targetText(to, question.ip, question.door)}`,
    expected: expectedText(expected),
    holds: meets(outcome, reasons, expected) && isServedBy(answererOf(world, outcome), expected.servedBy),
    reasons,
    outcome,
    hops,
  });
}

function meets(outcome: Outcome, reasons: readonly string[], expected: Expectation): boolean {
  const reached = outcome.kind === 'delivered';
  if (reached !== expected.holds) return false;
  return reached || expected.because === undefined || reasons.includes(reasonText(expected.because));
}

/** `demo` for a container of that name, or for one of its tasks, `demo.1`. */
export const isServedBy = (answerer: string | undefined, wanted: string | undefined): boolean =>
  wanted === undefined || answerer === wanted || (answerer?.startsWith(`${wanted}.`) ?? false);

/** The word of `because`, as the scenario says it. */
export function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'outcome':
      return reason.outcome;
    case 'chain':
      return reason.chain;
    case 'snat':
      return `snat by ${reason.by}`;
    default:
      return reason.kind;
  }
}

const expectedText = ({ holds, because }: Expectation): string =>
  holds ? 'open' : because === undefined ? 'not open' : reasonText(because);

/** `db 172.19.0.2:5432/tcp`; an address alone is not said twice. */
export function targetText(to: Party, ip: Ip, door: Door): string {
  const port = door.kind === 'icmp' ? ' icmp' : `/${door.protocol}`;
  const end = `${formatEndpoint(ip, door.kind === 'icmp' ? 0 : door.port)}${port}`;
  return to.kind === 'address' && to.name === formatIp(ip) ? end : `${to.name} ${end}`;
}

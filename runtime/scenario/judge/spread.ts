import { diagnose } from '../../../diagnostics/diagnostic.ts';
import { reasonsOf } from '../../explain/reasons.ts';
import { answererOf } from '../answerer.ts';
import { askIn } from '../ask.ts';
import { lookUp } from '../look-up.ts';
import { findParty, isUnknown, type Party } from '../party.ts';
import type { Session } from '../session.ts';
import { isServedBy, reasonText } from './asking.ts';
import { questionsFor } from './doors.ts';
import { ofEveryTask } from './every-task.ts';
import { plainFact } from './fact.ts';
import { type ClaimOf, failed, held, hollow, unjudgeable, type Verdict } from './verdict.ts';

type Spread = ClaimOf<'spread'>;

/**
 * `10 requests from a to b:80 spread evenly over s`, `... fail 5 times because ...`: one connection after
 * another.
 */
export function judgeSpread(session: Session, claim: Spread): Verdict {
  const from = findParty(session.world, claim.from);
  const to = findParty(session.world, claim.to);
  if (isUnknown(from)) return unjudgeable(claim, from.unknown);
  if (isUnknown(to)) return unjudgeable(claim, to.unknown);
  return ofEveryTask(claim, from, (asker) => judgeRequests(session, claim, asker, to));
}

function judgeRequests(session: Session, claim: Spread, from: Party, to: Party): Verdict {
  if (from.netns === undefined) return hollow(claim, `\`${from.name}\` does not run`);
  const counts = new Map<string, number>();
  const reasons: (readonly string[])[] = [];
  for (let i = 0; i < claim.requests; i++) {
    const reply = requestOnce(session, claim, from, to);
    if (reply === undefined) return hollow(claim, `\`${to.name}\` has no address and port to ask`);
    if (reply.server === undefined) reasons.push(reply.reasons);
    else counts.set(reply.server, (counts.get(reply.server) ?? 0) + 1);
  }
  const problem = problemWith(claim, counts, reasons);
  const told = answersOf(counts, reasons);
  if (problem === undefined) return held([plainFact(`${from.name} ─▶ ${to.name}`, told, told)]);
  return failed(diagnose('E2112', { found: problem }, claim.origin));
}

function requestOnce(session: Session, claim: Spread, from: Party, to: Party) {
  const byName = claim.byName || to.kind === 'name';
  const addresses = byName ? lookUp(session, from, to.name).addresses : to.addresses;
  const [question] = questionsFor(session.world, to, addresses, claim.port);
  if (question === undefined) return byName ? { server: undefined, reasons: ['unresolved'] } : undefined;
  const { outcome } = askIn(session, from, question);
  return {
    server: outcome.kind === 'delivered' ? (answererOf(session.world, outcome) ?? to.name) : undefined,
    reasons: reasonsOf(session.world, outcome),
  };
}

function problemWith(
  claim: Spread,
  counts: ReadonlyMap<string, number>,
  reasons: readonly (readonly string[])[],
): string | undefined {
  const found = answersOf(counts, reasons);
  const { because } = claim;
  if (reasons.length !== (claim.fail ?? 0)) return found;
  if (because && !reasons.every((words) => words.includes(reasonText(because))))
    return `${found} because ${[...new Set(reasons.map(([word]) => word))].join(', ')}`;
  if (claim.over === undefined) return undefined;
  const each = [...counts.values()];
  const even = each.length > 0 && Math.max(...each) - Math.min(...each) <= 1;
  const strangers = [...counts.keys()].filter((label) => !isReplica(label, claim.over!));
  if (strangers.length > 0) return `${found}; ${strangers.join(', ')} is not of ${claim.over}`;
  return even ? undefined : found;
}

/** `5 by demo.1, 5 by demo.2, 0 failed` */
function answersOf(counts: ReadonlyMap<string, number>, reasons: readonly (readonly string[])[]): string {
  const told = [...counts].map(([server, n]) => `${n} by ${server}`).join(', ');
  return `${told === '' ? 'none answered' : told}, ${reasons.length} failed`;
}

const isReplica = (name: string, service: string): boolean =>
  isServedBy(name, service) || name.startsWith(`${service}-`);

import type { Claim, ClaimBody } from '../../../compiler/ir/claim.ts';
import { advanceTo } from '../../time/advance.ts';
import { remember } from '../history.ts';
import type { Session } from '../session.ts';
import { judgeConnection } from './connection.ts';
import { judgeHas } from './has.ts';
import { judgeMatrix } from './matrix.ts';
import { judgePreviousAddress } from './previous-address.ts';
import { judgePrints } from './prints.ts';
import { proveReach } from './prove-reach.ts';
import { proveReachableOnlyFrom } from './prove-reachable-only-from.ts';
import { judgeReach } from './reach.ts';
import { judgeReachableOnlyFrom } from './reachable-only-from.ts';
import { judgeResolve } from './resolve.ts';
import { judgeRuns } from './runs.ts';
import { judgeSees } from './sees.ts';
import { judgeSpread } from './spread.ts';
import { judgeState } from './state.ts';
import { type Judge, unjudgeable, type Verdict } from './verdict.ts';

/** Who judges which kind of claim. */
const JUDGES: { readonly [K in ClaimBody['kind']]: Judge<K> } = {
  reach: judgeReach,
  resolve: judgeResolve,
  has: judgeHas,
  sees: judgeSees,
  'reachable-only-from': judgeReachableOnlyFrom,
  matrix: judgeMatrix,
  'previous-address-silent': judgePreviousAddress,
  spread: judgeSpread,
  connection: judgeConnection,
  prints: judgePrints,
  state: judgeState,
  runs: judgeRuns,
};

/** How long `eventually` waits: virtual milliseconds, longer than any timer of an engine takes. */
const EVENTUALLY = 10 * 60_000;

/**
 * Judges a claim in the world as it is now. `eventually` and `within` let virtual time run from timer to
 * timer, because nothing changes between two of them, until the claim holds or the time is up.
 */
export function judgeClaim(session: Session, claim: Claim, proved = false): Verdict {
  const { world } = session;
  remember(session);
  let verdict = judgeNow(session, claim, proved);
  if (claim.when.kind === 'now') return verdict;
  const deadline = world.now + (claim.when.kind === 'within' ? claim.when.ms : EVENTUALLY);
  while (verdict.kind === 'failed') {
    const due = world.timers.filter(({ at }) => at <= deadline).map(({ at }) => at);
    if (due.length === 0) break;
    advanceTo(world, Math.min(...due));
    verdict = judgeNow(session, claim, proved);
  }
  return verdict;
}

/** Who proves instead of asking. What no packet decides is judged as everywhere. */
const PROVERS: { readonly [K in ClaimBody['kind']]?: Judge<K> } = {
  reach: proveReach,
  'reachable-only-from': proveReachableOnlyFrom,
};

function judgeNow(session: Session, claim: Claim, proved: boolean): Verdict {
  if (speaksSctp(claim)) return unjudgeable(claim, 'no client here speaks SCTP');
  const prover = proved || speaksOfEveryPort(claim) ? PROVERS[claim.kind] : undefined;
  const judge = (prover ?? JUDGES[claim.kind]) as (session: Session, claim: Claim) => Verdict;
  return judge(session, claim);
}

/** No probe asks on every port: only a proof knows. */
const speaksOfEveryPort = (claim: Claim): boolean =>
  'port' in claim && claim.port.kind === 'any' && !(claim.kind === 'reach' && claim.holds);

const speaksSctp = (claim: Claim): boolean =>
  'port' in claim && claim.port.kind === 'port' && claim.port.protocol === 'sctp';

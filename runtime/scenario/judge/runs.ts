import type { Session } from '../session.ts';
import { type ClaimOf, unjudgeable, type Verdict } from './verdict.ts';

/** `s runs 3 tasks`: services need a swarm. */
export const judgeRuns = (_session: Session, claim: ClaimOf<'runs'>): Verdict =>
  unjudgeable(claim, 'services of a swarm are not simulated yet');

import { diagnose } from '../../../diagnostics/diagnostic.ts';
import { findParty, isUnknown } from '../party.ts';
import type { Session } from '../session.ts';
import { plainFact } from './fact.ts';
import { type ClaimOf, failed, held, unjudgeable, type Verdict } from './verdict.ts';

/** `web is running`, `web is exited`; an engine is `running`, `stopped` or `killed`. */
export function judgeState(session: Session, claim: ClaimOf<'state'>): Verdict {
  const party = findParty(session.world, claim.who);
  if (isUnknown(party)) return unjudgeable(claim, party.unknown);
  const states =
    party.kind === 'container'
      ? containerStates(party.container?.state.status)
      : [session.world.engines.get(party.name)?.status ?? 'up'];
  if (states.includes(claim.state) === claim.holds)
    return held([plainFact(party.name, states[0]!, states[0]!)]);
  return failed(diagnose('E2115', { who: party.name, state: states[0]! }, claim.origin));
}

/** `stopped` and `gone` are what people call what the engine says otherwise, or not at all. */
function containerStates(status: string | undefined): readonly string[] {
  if (status === undefined) return ['removed', 'gone'];
  return status === 'exited' ? ['exited', 'stopped'] : [status];
}

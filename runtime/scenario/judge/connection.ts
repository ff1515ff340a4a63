import { diagnose } from '../../../diagnostics/diagnostic.ts';
import { describeCause } from '../../explain/describe-cause.ts';
import { pollConnection } from '../../probe/open-connection.ts';
import type { Session } from '../session.ts';
import { type ClaimOf, failed, held, unjudgeable, type Verdict } from './verdict.ts';

/** `connection c is open`: data sent over it now is answered. Reset and silence both count as closed. */
export function judgeConnection(session: Session, claim: ClaimOf<'connection'>): Verdict {
  const connection = session.connections.get(claim.name);
  if (connection === undefined) return unjudgeable(claim, `no connection \`${claim.name}\` was opened`);
  const state = pollConnection(session.world, connection);
  const found = state.kind === 'alive' ? 'open' : 'closed';
  if (found === claim.state) return held();
  const why = state.kind === 'alive' ? '' : describeCause(session.world, state.cause);
  return failed(diagnose('E2113', { name: claim.name, state: found, why }, claim.origin));
}

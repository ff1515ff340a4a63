import type { Action } from '../../../compiler/ir/action.ts';
import type { Ip } from '../../address/ip.ts';
import { describeOutcome } from '../../explain/describe-outcome.ts';
import { openConnection as openTcp } from '../../probe/open-connection.ts';
import { type ActionResult, DONE, refused } from '../action-result.ts';
import { lookUp } from '../look-up.ts';
import { findParty, isUnknown, type Party } from '../party.ts';
import type { Session } from '../session.ts';
import { whoIs } from '../who-is.ts';

type OpenConnection = Extract<Action, { kind: 'open-connection' }>;

/** A client connects and keeps the connection; a later claim asks what has become of it. */
export function openConnection(session: Session, action: OpenConnection): ActionResult {
  const { world, connections } = session;
  const from = findParty(world, whoIs(world, action.from));
  const to = findParty(world, whoIs(world, action.to));
  if (isUnknown(from)) return refused(from.unknown);
  if (isUnknown(to)) return refused(to.unknown);
  if (from.netns === undefined) return refused(`${from.name} does not run`);
  const [address] = addressesOf(session, action, from, to);
  if (address === undefined) return refused(`${action.to} has no address`);
  const { outcome, connection } = openTcp(world, { netns: from.netns, to: address, port: action.port });
  if (connection === undefined) return refused(describeOutcome(world, outcome));
  connections.set(action.name, connection);
  return DONE;
}

const addressesOf = (session: Session, action: OpenConnection, from: Party, to: Party): readonly Ip[] =>
  action.byName || to.kind === 'name' ? lookUp(session, from, action.to).addresses : to.addresses;

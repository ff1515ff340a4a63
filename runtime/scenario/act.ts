import type { Action } from '../../compiler/ir/action.ts';
import type { Span } from '../../diagnostics/span.ts';
import { advanceBy } from '../time/advance.ts';
import { type ActionResult, DONE } from './action-result.ts';
import { connectContainer, disconnectContainer } from './actions/attach.ts';
import { playCompose } from './actions/compose.ts';
import { commandContainer } from './actions/container-command.ts';
import { controlDaemon } from './actions/daemon.ts';
import {
  blockTraffic,
  healEverything,
  loseTraffic,
  partitionMachines,
  switchMachine,
  unblockTraffic,
} from './actions/faults.ts';
import { listenSomewhere, stopListeningSomewhere } from './actions/listen.ts';
import { createNetwork, removeNetwork } from './actions/network.ts';
import { openConnection } from './actions/open-connection.ts';
import { recreateContainer, runContainer } from './actions/run-container.ts';
import { createService, removeService, scaleService, updateService } from './actions/services.ts';
import { initSwarm, joinSwarm, leaveSwarm, updateNode } from './actions/swarm.ts';
import { typeCommand } from './actions/type-command.ts';
import { forwardDesktopPorts } from './build/desktop.ts';
import { remember } from './history.ts';
import type { Session } from './session.ts';

type Act<K extends Action['kind']> = (
  session: Session,
  action: Extract<Action, { kind: K }>,
  origin: Span,
) => ActionResult;

/** What each kind of action does. */
const ACTS: { readonly [K in Action['kind']]: Act<K> } = {
  'create-network': createNetwork,
  'remove-network': removeNetwork,
  'run-container': runContainer,
  'recreate-container': recreateContainer,
  'container-command': commandContainer,
  connect: connectContainer,
  disconnect: disconnectContainer,
  command: typeCommand,
  daemon: controlDaemon,
  listen: listenSomewhere,
  'stop-listening': stopListeningSomewhere,
  'open-connection': openConnection,
  block: blockTraffic,
  unblock: unblockTraffic,
  lose: loseTraffic,
  partition: partitionMachines,
  heal: healEverything,
  machine: switchMachine,
  wait: ({ world }, { ms }) => {
    advanceBy(world, ms);
    return DONE;
  },
  compose: playCompose,
  'create-service': createService,
  'update-service': updateService,
  'scale-service': scaleService,
  'remove-service': removeService,
  'swarm-init': initSwarm,
  'swarm-join': joinSwarm,
  'swarm-leave': leaveSwarm,
  'update-node': updateNode,
};

/** What only adds to the world takes nothing away that a later claim could ask about. */
export const ONLY_ADDS: ReadonlySet<Action['kind']> = new Set([
  'create-network',
  'run-container',
  'connect',
  'listen',
]);

/**
 * What a person takes to type a line. Machines of a swarm use the time to tell each other what has changed. Milliseconds.
 */
const ONE_LINE = 1_000;

/**
 * Lets one thing happen; what it may take away is written down first, for the claims that speak of the past.
 */
export function act(session: Session, action: Action, origin: Span): ActionResult {
  if (!ONLY_ADDS.has(action.kind)) remember(session);
  const result = (ACTS[action.kind] as Act<Action['kind']>)(session, action as never, origin);
  forwardDesktopPorts(session.world);
  if (session.world.clusters.size > 0 && action.kind !== 'wait') advanceBy(session.world, ONE_LINE);
  return result;
}

import type { Action } from '../../../compiler/ir/action.ts';
import type { Span } from '../../../diagnostics/span.ts';
import { daemonRestart } from '../../engine/daemon/api.ts';
import { addFault, removeFault } from '../../kernel/faults.ts';
import type { World } from '../../world.ts';
import { type ActionResult, DONE, refused } from '../action-result.ts';
import type { Session } from '../session.ts';

type ActionOf<K extends Action['kind']> = Extract<Action, { kind: K }>;

/** The same words name the same fault, so that `unblock` finds what `block` made. */
const blockName = ({ protocol, port, between }: ActionOf<'block' | 'unblock'>): string =>
  `block ${port === undefined ? '' : `${port}/`}${protocol} between ${[...between].sort().join(' and ')}`;

export function blockTraffic({ world }: Session, action: ActionOf<'block'>, span: Span): ActionResult {
  const { protocol, port, between } = action;
  addFault(world.kernel, blockName(action), {
    kind: 'block',
    between,
    protocol,
    ...(port !== undefined && { port }),
    span,
  });
  return DONE;
}

export const unblockTraffic = ({ world }: Session, action: ActionOf<'unblock'>): ActionResult =>
  removeFault(world.kernel, blockName(action)) ? DONE : refused(`there is no ${blockName(action)} to lift`);

export function loseTraffic(
  { world }: Session,
  { percent, between }: ActionOf<'lose'>,
  span: Span,
): ActionResult {
  const name = `loss between ${[...between].sort().join(' and ')}`;
  addFault(world.kernel, name, { kind: 'loss', between, percent, span });
  return DONE;
}

export function partitionMachines(
  { world }: Session,
  { sides }: ActionOf<'partition'>,
  span: Span,
): ActionResult {
  const name = `partition ${sides.map((side) => side.join(', ')).join(' | ')}`;
  addFault(world.kernel, name, { kind: 'partition', sides, span });
  return DONE;
}

/** Every wire works again; a machine that is down stays down. */
export function healEverything({ world }: Session): ActionResult {
  for (const [name, { kind }] of [...world.kernel.faults])
    if (kind !== 'down') removeFault(world.kernel, name);
  return DONE;
}

export function switchMachine(
  { world }: Session,
  { name, verb }: ActionOf<'machine'>,
  span: Span,
): ActionResult {
  const fault = `${name} is down`;
  if (verb === 'down') {
    addFault(world.kernel, fault, { kind: 'down', machine: name, span });
    return DONE;
  }
  if (!removeFault(world.kernel, fault)) return refused(`${name} is not down`);
  return bootEngine(world, name);
}

/** What ran when the machine went down is gone; its engine starts, and brings back what restart policies say. */
function bootEngine(world: World, name: string): ActionResult {
  if (world.engines.get(name)?.status !== 'running') return DONE;
  const answer = daemonRestart(world, name, { how: 'restart' });
  return answer.ok ? DONE : refused(answer.message);
}

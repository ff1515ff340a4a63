import type { Action } from '../../compiler/ir/action.ts';
import { act } from '../../runtime/scenario/act.ts';
import type { Doing } from '../../runtime/scenario/run.ts';
import { runCommand } from '../../runtime/scenario/run-command.ts';
import type { Session } from '../../runtime/scenario/session.ts';
import { forkWorld } from '../../runtime/world.ts';
import { type Typed, typedAction } from '../typed/typed.ts';

/** Actions of which the terminal tells something; all that others print is the id or name of what was made. */
const TELLING: ReadonlySet<Action['kind']> = new Set([
  'swarm-init',
  'swarm-join',
  'swarm-leave',
  'update-node',
  'create-service',
  'update-service',
  'scale-service',
]);

/** What an action looks like on a terminal, at the moment in which it happens. */
export interface Heard {
  readonly typed: readonly Typed[];
  /** Of the commands, where there is something to read. */
  readonly output: string;
}

/** Lets a story's actions happen, and hears before each what a person would type and see printed there. */
export function listening(): { readonly doing: Doing; readonly heard: ReadonlyMap<Action, Heard> } {
  const heard = new Map<Action, Heard>();
  const doing: Doing = (session, action, origin) => {
    const typed = typedAction(action, session.world);
    heard.set(action, { typed, output: TELLING.has(action.kind) ? printedApart(session, typed) : '' });
    return act(session, action, origin);
  };
  return { doing, heard };
}

/** Typed in a world of its own: the command may wait for what the story only begins. */
function printedApart(session: Session, typed: readonly Typed[]): string {
  const apart = { ...session, world: forkWorld(session.world) };
  return typed
    .flatMap((told) => (told.kind === 'commands' ? told.lines.map((line) => ({ ...told, line })) : []))
    .map(({ place, line }) => runCommand(apart, place, line))
    .map(({ stdout, stderr }) => `${stdout}${stderr}`)
    .join('');
}

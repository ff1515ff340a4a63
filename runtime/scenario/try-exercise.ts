import type { Exercise } from '../../compiler/ir/ir.ts';
import type { CommandResult } from '../shell/language/command-result.ts';
import { forkWorld } from '../world.ts';
import { judgeClaim } from './judge/judge.ts';
import type { Verdict } from './judge/verdict.ts';
import { runCommand } from './run-command.ts';
import type { Session } from './session.ts';

/** An exercise that was solved in a world of its own. */
export interface Tried {
  readonly kind: 'tried';
  /** Of the goals, before anything is done. */
  readonly before: readonly Verdict[];
  readonly solution: readonly CommandResult[];
  readonly after: readonly Verdict[];
}

/** Types an exercise's solution where nobody else is, so that the story goes on as if nothing had happened. */
export function tryExercise(session: Session, { solution, goals }: Exercise): Tried {
  const judgeAll = (apart: Session) => goals.map((goal) => judgeClaim(apart, goal));
  const before = judgeAll(apartFrom(session));
  const apart = apartFrom(session);
  return {
    kind: 'tried',
    before,
    solution: solution.map(({ place, command }) => runCommand(apart, place, command)),
    after: judgeAll(apart),
  };
}

/** The same moment of the same story, in a world of its own. */
const apartFrom = (session: Session): Session => ({
  ...session,
  world: forkWorld(session.world),
  specs: new Map(session.specs),
  history: structuredClone(session.history),
  connections: structuredClone(session.connections),
});

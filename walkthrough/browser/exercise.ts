import { judgeClaim } from '../../runtime/scenario/judge/judge.ts';
import type { Session } from '../../runtime/scenario/session.ts';
import { forkWorld } from '../../runtime/world.ts';
import { all, button, element } from './element.ts';
import { terminalOn } from './terminal.ts';
import { type Moment, type Source, scenarioOf, worldAt } from './world.ts';

/** A terminal in the world of an exercise; after each command its claims are judged, and those that hold turn green. */
export function exerciseIn(
  source: Source,
  { scenario: index, until }: Moment,
  box: HTMLElement,
): HTMLElement {
  const scenario = scenarioOf(source, index);
  const exercise = scenario.story[until];
  if (exercise?.kind !== 'exercise') throw new Error('the page holds no such exercise');
  const goals = all('.goals li', box);
  const state = box.querySelector('.state');
  const place = element('div', {});
  const begin = (): void => {
    const session = worldAt(scenario, until);
    const judge = (): void => {
      const met = exercise.goals.map((goal) => holds(session, goal));
      goals.forEach((goal, i) => {
        goal.classList.toggle('met', met[i] === true);
      });
      const left = met.filter((one) => !one).length;
      box.classList.toggle('solved', left === 0);
      if (state !== null) state.textContent = left === 0 ? 'Solved.' : `${left} of ${met.length} to go`;
    };
    place.replaceChildren(terminalOn(session.world, judge), button('Begin again', begin));
    judge();
    place.querySelector('input')?.focus();
  };
  begin();
  return place;
}

/** Judged in a copy, since `eventually` lets time go by. */
function holds(session: Session, goal: Parameters<typeof judgeClaim>[1]): boolean {
  const apart = { ...session, world: forkWorld(session.world), history: structuredClone(session.history) };
  return judgeClaim(apart, goal).kind === 'held';
}

import { exerciseIn } from './exercise.ts';
import { terminalOn } from './terminal.ts';
import { type Moment, type Source, scenarioOf, worldAt } from './world.ts';

export type { Source } from './world.ts';

/** What the page's own script calls once this one is there. */
export interface SandboxGlobal {
  readonly terminal: (source: Source, moment: Moment) => HTMLElement;
  /** `box` is the exercise on the page: its goals turn green. */
  readonly exercise: (source: Source, moment: Moment, box: HTMLElement) => HTMLElement;
}

window.dnetSandbox = {
  terminal: (source, { scenario, until }) => {
    const made = terminalOn(worldAt(scenarioOf(source, scenario), until).world);
    queueMicrotask(() => made.querySelector('input')?.focus());
    return made;
  },
  exercise: exerciseIn,
};

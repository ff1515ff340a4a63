import type { Scenario } from '../compiler/ir/ir.ts';
import { remember } from '../runtime/scenario/history.ts';
import { type History, newSession } from '../runtime/scenario/session.ts';
import type { World } from '../runtime/world.ts';
import { type LastListings, observe } from './observe/observe.ts';
import type { Performance } from './play/act.ts';

/** A scenario being played on real machines, and the last look at them. */
export class RealSession {
  readonly performance: Performance & { readonly scenario: Scenario };
  /** What was true at some point of the story. */
  readonly history: History;
  world: World;
  #stale = false;
  readonly #last: LastListings = new Map();

  private constructor(performance: RealSession['performance'], world: World, history: History) {
    this.performance = performance;
    this.world = world;
    this.history = history;
  }

  static async begin(performance: RealSession['performance']): Promise<RealSession> {
    const world = await observe(performance.stage, new Map());
    const session = new RealSession(performance, world, newSession(performance.scenario, world).history);
    session.#remember();
    return session;
  }

  /** Something has happened: the picture is drawn anew before it is needed. */
  changed(): void {
    this.#stale = true;
  }

  async lookIfChanged(): Promise<void> {
    if (this.#stale) await this.lookAgain();
  }

  async lookAgain(): Promise<void> {
    this.#stale = false;
    this.world = await observe(this.performance.stage, this.#last);
    this.#remember();
  }

  #remember(): void {
    // Every picture is another world, whatever its revision says.
    this.history.revision = -1;
    remember({ ...newSession(this.performance.scenario, this.world), history: this.history });
  }
}

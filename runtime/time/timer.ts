import type { World } from '../world.ts';

/**
 * Something that the world does by itself at a point of virtual time (milliseconds): data, so that worlds can
 * be forked.
 */
export interface Timer {
  readonly at: number;
  /** Ties are broken by order of making. */
  readonly sequence: number;
  readonly event: TimerEvent;
}

/**
 * What may happen by itself. Each kind is handled by the part of the runtime that it names (`advance.ts`).
 */
export type TimerEvent =
  /** The managers and nodes of a swarm look at what there is to do; a tick that was set for another time is void. */
  | { readonly kind: 'swarm-tick'; readonly cluster: string; readonly at: number }
  /** A node that joined a swarm is ready for tasks, and then for what is published. */
  | {
      readonly kind: 'set-up-node';
      readonly cluster: string;
      readonly node: string;
      readonly part: 'agent' | 'ingress';
    }
  /** A restart policy takes a container up again. */
  | { readonly kind: 'restart-container'; readonly host: string; readonly container: string }
  /** A process that was started at `startedAt` ends by itself. */
  | {
      readonly kind: 'end-container';
      readonly host: string;
      readonly container: string;
      readonly startedAt: number;
      readonly code: number;
    };

/** Lets `event` happen `delay` milliseconds from now. */
export function schedule(world: World, delay: number, event: TimerEvent): void {
  const sequence = world.timers.reduce((last, timer) => Math.max(last, timer.sequence), 0) + 1;
  world.timers.push({ at: world.now + delay, sequence, event });
}

/** Takes back every timer whose event passes `test`. */
export function cancel(world: World, test: (event: TimerEvent) => boolean): void {
  const kept = world.timers.filter((timer) => !test(timer.event));
  world.timers.splice(0, world.timers.length, ...kept);
}

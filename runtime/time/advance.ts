import { endFromTimer, restartFromTimer } from '../engine/daemon/container-timers.ts';
import { setUpFromTimer } from '../swarm/node-setup.ts';
import { tickFromTimer } from '../swarm/tick.ts';
import type { World } from '../world.ts';
import type { Timer, TimerEvent } from './timer.ts';

/** Who handles which event. A new kind of event is a line here. */
const HANDLERS: {
  readonly [kind in TimerEvent['kind']]: (world: World, event: Extract<TimerEvent, { kind: kind }>) => void;
} = {
  'restart-container': restartFromTimer,
  'end-container': endFromTimer,
  'swarm-tick': tickFromTimer,
  'set-up-node': setUpFromTimer,
};

/** Lets virtual time run until `ms`: everything that is due happens in its order, and may set new timers. */
export function advanceTo(world: World, ms: number): void {
  for (let timer = nextTimer(world, ms); timer !== undefined; timer = nextTimer(world, ms)) {
    world.timers.splice(world.timers.indexOf(timer), 1);
    world.now = Math.max(world.now, timer.at);
    handle(world, timer.event);
  }
  world.now = Math.max(world.now, ms);
}

/** Lets `ms` milliseconds pass. */
export const advanceBy = (world: World, ms: number): void => advanceTo(world, world.now + ms);

function nextTimer(world: World, until: number): Timer | undefined {
  let next: Timer | undefined;
  for (const timer of world.timers) {
    if (timer.at > until) continue;
    if (next === undefined || timer.at < next.at || (timer.at === next.at && timer.sequence < next.sequence))
      next = timer;
  }
  return next;
}

function handle<K extends TimerEvent['kind']>(world: World, event: Extract<TimerEvent, { kind: K }>): void {
  (HANDLERS[event.kind as K] as (world: World, event: Extract<TimerEvent, { kind: K }>) => void)(
    world,
    event,
  );
}

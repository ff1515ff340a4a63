import { bridgeScenario } from './sources.ts';
import { type Figure, medianMs } from './stopwatch.ts';
import { worldOf } from './world-of.ts';

const heapMb = (): number => {
  global.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

export function memory(): Figure[] {
  const before = heapMb();
  let world: unknown;
  const ms = medianMs(() => {
    world = worldOf(bridgeScenario(1000));
  }, 1);
  const after = heapMb();
  return [
    {
      what: `heap of a world of 1,000 containers${world === undefined ? '?' : ''}`,
      value: `${(after - before).toFixed(0)} MB, made in ${ms.toFixed(0)} ms`,
    },
  ];
}

import { performance } from 'node:perf_hooks';

/** Runs `work` until `seconds` have passed, after a warm-up of a tenth; how often a second it ran. */
export function ratePerSecond(work: () => void, seconds = 1): number {
  const until = (end: number): number => {
    let runs = 0;
    while (performance.now() < end) {
      for (let i = 0; i < 10; i++) work();
      runs += 10;
    }
    return runs;
  };
  until(performance.now() + seconds * 100);
  const start = performance.now();
  const runs = until(start + seconds * 1000);
  return runs / ((performance.now() - start) / 1000);
}

/** The median of several times, in milliseconds. */
export function medianMs(work: () => void, times = 9): number {
  const all = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return all[Math.floor(all.length / 2)]!;
}

export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly aim?: string;
}

export const thousands = (value: number): string => Math.round(value).toLocaleString('en');

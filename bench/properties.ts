import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { compile } from '../compiler/compile.ts';
import type { Property } from '../compiler/ir/ir.ts';
import { checkProperty } from '../runtime/property/check-property.ts';
import { worldArbitrary } from '../runtime/property/generate-world.ts';
import { startPlaying } from '../runtime/property/playing.ts';
import type { Figure } from './stopwatch.ts';

const RUNS = 10;
const WORLD = 'hosts 1; clients 0; networks 3..4; containers 10';

/** Ten containers, and a claim about all pairs of them in the declared world and after each step. */
function propertyOf(steps: string, expectation: string): Property {
  const source = `property "bench" {
    for any world { ${WORLD}; steps ${steps} }
    for all a, b in containers
    where a has its own namespace and b has its own namespace
    where a shares no network with b and b publishes nothing
    ${expectation}
  }`;
  return compile('bench.dnet', source).ir!.properties[0]!;
}

function runsPerSecond(property: Property): number {
  const begin = performance.now();
  const { verdict, statistics } = checkProperty(property, { runs: RUNS, seed: 1 });
  if (verdict.kind !== 'held') throw new Error(verdict.kind);
  return statistics.worlds / ((performance.now() - begin) / 1000);
}

/** Worlds that are built and nothing else: the ceiling of all property runs. */
function worldsPerSecond(): number {
  const shape = propertyOf('0', 'expect a cannot reach b').world;
  const plans = fc.sample(worldArbitrary(shape), { numRuns: RUNS, seed: 1 });
  const begin = performance.now();
  for (const plan of plans) startPlaying(plan);
  return plans.length / ((performance.now() - begin) / 1000);
}

export function properties(): Figure[] {
  const proved = propertyOf('0..20', 'expect a cannot reach b on any port');
  const asked = propertyOf('0..20', 'expect a cannot reach b');
  const text = (value: number) => value.toFixed(1);
  worldsPerSecond();
  return [
    { what: 'worlds of 10 containers built a second', value: text(worldsPerSecond()) },
    { what: 'property runs a second, 20 steps, asked', value: text(runsPerSecond(asked)), aim: '100' },
    { what: 'property runs a second, 20 steps, proved', value: text(runsPerSecond(proved)), aim: '1,000' },
  ];
}

import fc, { type Arbitrary, type Command } from 'fast-check';
import type { WorldShape } from '../../compiler/ir/ir.ts';
import { containerArbitrary, rangeOf } from './generate-world.ts';
import { type Playing, perform } from './playing.ts';
import type { StepModel } from './step-model.ts';
import { containerSteps } from './steps/container-steps.ts';
import { machineSteps } from './steps/machine-steps.ts';
import { serviceSteps } from './steps/service-steps.ts';
import type { StepArguments, StepKind } from './steps/step.ts';

/** Everything that can happen. A new kind of step is an entry of one of these tables. */
const STEPS: { readonly [name: string]: StepKind } = { ...containerSteps, ...machineSteps, ...serviceSteps };

/** Most steps that are drawn are not possible when their turn comes: as many more are drawn. */
const TRIES = 4;

/** The world that steps happen in, and what is done after each of them. */
export interface Stage {
  readonly playing: Playing;
  readonly afterStep: () => void;
}

export type StepCommand = Command<StepModel, Stage>;

/** Sequences of steps of this shape, as commands of fast-check. */
export function stepsArbitrary(shape: WorldShape): Arbitrary<Iterable<StepCommand>> {
  const argument = argumentsArbitrary(shape);
  const kinds = Object.entries(STEPS).flatMap(([name, kind]) =>
    Array.from({ length: kind.weight }, () => name),
  );
  const step = fc
    .record({ kind: fc.constantFrom(...kinds), step: argument })
    .map(({ kind, step: chosen }) => commandOf(kind, STEPS[kind]!, chosen, rangeOf(shape, 'steps').max));
  const { max } = rangeOf(shape, 'steps');
  return fc.commands([step], { maxCommands: max * TRIES, size: 'max' });
}

function argumentsArbitrary(shape: WorldShape): Arbitrary<StepArguments> {
  const most = (what: 'hosts' | 'networks' | 'containers' | 'services'): number => rangeOf(shape, what).max;
  const slot = (count: number): Arbitrary<number> => fc.nat(Math.max(count - 1, 0));
  const counts = { hosts: most('hosts'), networks: most('networks'), containers: most('containers') };
  return fc.record({
    // Containers that steps ran have the slots after those of the world.
    container: slot(counts.containers + 2),
    network: slot(counts.networks),
    host: slot(counts.hosts),
    service: slot(most('services')),
    replicas: fc.integer({ min: 1, max: 4 }),
    fresh: containerArbitrary(counts),
  });
}

const commandOf = (name: string, kind: StepKind, step: StepArguments, most: number): StepCommand => ({
  check: (model) => model.done < most && kind.possible(model, step),
  run: (model, { playing, afterStep }) => {
    model.done++;
    const result = perform(playing, kind.action(model, step));
    if (result.kind === 'done') kind.effect(model, step);
    else kind.refused?.(model);
    afterStep();
  },
  toString: () => name,
});

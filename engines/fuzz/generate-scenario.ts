import fc from 'fast-check';
import type { Scenario, WorldShape } from '../../compiler/ir/ir.ts';
import { type StepCommand, stepsArbitrary } from '../../runtime/property/generate-steps.ts';
import { worldArbitrary } from '../../runtime/property/generate-world.ts';
import { scenarioSoFar, startPlaying } from '../../runtime/property/playing.ts';
import { newStepModel } from '../../runtime/property/step-model.ts';
import type { WorldPlan } from '../../runtime/property/world-plan.ts';

/** Small enough to be set up on a real engine in seconds, large enough for things to get in each other's way. */
const SHAPE: WorldShape = {
  hosts: { min: 1, max: 1 },
  clients: { min: 0, max: 1 },
  networks: { min: 0, max: 3 },
  containers: { min: 1, max: 5 },
  services: { min: 0, max: 0 },
  steps: { min: 0, max: 4 },
};

/** A machine on which the scenarios are played, as it is. */
export interface RealSurroundings {
  readonly release: string;
  /** With prefix length. */
  readonly hostAddress: string;
  readonly clientAddress: string;
}

/** Scenarios without claims for real machines: the same seed gives the same ones. */
export function generateScenarios(
  seed: number,
  count: number,
  surroundings: RealSurroundings,
): readonly Scenario[] {
  const worlds = fc.sample(fc.tuple(worldArbitrary(SHAPE), stepsArbitrary(SHAPE)), {
    seed,
    numRuns: count * 2,
  });
  const scenarios: Scenario[] = [];
  for (const [i, [plan, steps]] of worlds.entries()) {
    const told = tell(onEngine(plan, surroundings.release), steps, `world ${i + 1} of seed ${seed}`);
    if (told !== undefined) scenarios.push(atHome(told, surroundings));
    if (scenarios.length === count) break;
  }
  return scenarios;
}

/** What the API cannot give an engine is left out: options of its daemon, cards and VLANs of its machine, faults. */
function onEngine(plan: WorldPlan, release: string): WorldPlan {
  return {
    ...plan,
    hosts: plan.hosts.map((host) => host && { ...host, engine: release, icc: true, userlandProxy: true }),
    networks: plan.networks.map((network) => network && { ...network, driver: 'bridge' }),
  };
}

/** Undefined where the engine refuses the world itself. Steps that touch more than containers are left out. */
function tell(plan: WorldPlan, steps: Iterable<StepCommand>, name: string): Scenario | undefined {
  const started = startPlaying(plan);
  if (started.kind === 'refused') return undefined;
  const { playing } = started;
  const model = newStepModel(plan);
  for (const step of steps)
    if (!LEFT_OUT.test(`${step}`) && step.check(model)) step.run(model, { playing, afterStep: () => {} });
  return scenarioSoFar(playing, name);
}

const LEFT_OUT = /daemon|machine|partition|block|heal|lose|wait|service|node|task/i;

/** The scenario's machines have the addresses of the real ones. */
function atHome(scenario: Scenario, { hostAddress, clientAddress }: RealSurroundings): Scenario {
  const { surroundings } = scenario;
  const at = <
    M extends Scenario['surroundings']['hosts'][number] | Scenario['surroundings']['clients'][number],
  >(
    machine: M,
    address: string,
  ): M => ({ ...machine, interfaces: [{ ...machine.interfaces[0]!, addresses: [address] }] });
  return {
    ...scenario,
    surroundings: {
      ...surroundings,
      hosts: surroundings.hosts.map((host) => at(host, hostAddress)),
      clients: surroundings.clients.map((client) => at(client, clientAddress)),
    },
  };
}

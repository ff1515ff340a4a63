import { containerName, hostName, joinableNetworks, numbered, presentHost } from './plan-scenario.ts';
import type { ContainerPlan, SlotNumber, WorldPlan } from './world-plan.ts';

/** What the steps believe of the world: enough to know what can happen next. */
export interface StepModel {
  readonly plan: WorldPlan;
  readonly containers: Map<SlotNumber, ModelContainer>;
  readonly networks: Map<SlotNumber, ModelNetwork>;
  readonly hosts: readonly SlotNumber[];
  readonly down: Set<SlotNumber>;
  readonly stoppedDaemons: Set<SlotNumber>;
  readonly services: ReadonlySet<SlotNumber>;
  readonly drained: Set<SlotNumber>;
  partitioned: boolean;
  /** How many steps there were. */
  done: number;
  /** The slot of the next container that a step runs. */
  next: SlotNumber;
}

export interface ModelContainer {
  readonly plan: ContainerPlan;
  readonly host: SlotNumber;
  readonly networks: Set<SlotNumber>;
  state: 'running' | 'stopped' | 'paused';
}

export interface ModelNetwork {
  readonly host: SlotNumber;
  /** Any host can use it. */
  readonly everywhere: boolean;
}

export function newStepModel(plan: WorldPlan): StepModel {
  return {
    plan,
    containers: new Map(numbered(plan.containers).map(([slot, it]) => [slot, modelContainer(plan, it)])),
    networks: new Map(
      numbered(plan.networks).map(([slot, { host, driver }]) => [
        slot,
        { host: presentHost(plan, host), everywhere: driver === 'overlay' },
      ]),
    ),
    hosts: numbered(plan.hosts).map(([slot]) => slot),
    down: new Set(),
    stoppedDaemons: new Set(),
    services: new Set(numbered(plan.services).map(([slot]) => slot)),
    drained: new Set(),
    partitioned: false,
    done: 0,
    next: plan.containers.length,
  };
}

export const modelContainer = (plan: WorldPlan, container: ContainerPlan): ModelContainer => ({
  plan: container,
  host: presentHost(plan, container.host),
  networks: new Set(container.mode === 'networks' ? joinableNetworks(plan, container) : []),
  state: 'running',
});

/** Where an action on a container is typed. */
export const placeOf = ({ containers }: StepModel, slot: SlotNumber) => ({
  host: hostName(containers.get(slot)!.host),
  container: containerName(slot),
});

import type { Action } from '../../../compiler/ir/action.ts';
import type { StepModel } from '../step-model.ts';
import type { ContainerPlan, SlotNumber } from '../world-plan.ts';

/** What a step is about; each kind of step uses what it needs. */
export interface StepArguments {
  readonly container: SlotNumber;
  readonly network: SlotNumber;
  readonly host: SlotNumber;
  readonly service: SlotNumber;
  readonly replicas: number;
  /** For a step that runs a container. */
  readonly fresh: ContainerPlan;
}

/** One kind of thing that happens: when it can, what is done, and what the model believes afterwards. */
export interface StepKind {
  /** How often it is chosen, compared with the others. */
  readonly weight: number;
  readonly possible: (model: StepModel, step: StepArguments) => boolean;
  readonly action: (model: StepModel, step: StepArguments) => Action;
  readonly effect: (model: StepModel, step: StepArguments) => void;
  /** The same when the engine refused it; without, nothing changed. */
  readonly refused?: (model: StepModel) => void;
}

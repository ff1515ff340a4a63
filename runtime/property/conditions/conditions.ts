import type { ConditionSentence } from '../../../compiler/ir/conditions.ts';
import type { Condition } from '../../../compiler/ir/ir.ts';
import type { World } from '../../world.ts';
import type { Bindings } from '../entity.ts';
import type { ConditionTest } from './condition-test.ts';
import { containerConditions } from './container-conditions.ts';
import { machineConditions } from './machine-conditions.ts';
import { networkConditions } from './network-conditions.ts';
import { serviceConditions } from './service-conditions.ts';

/** How each sentence is tested; a sentence without a test does not compile. */
const TESTS: { readonly [S in ConditionSentence]: ConditionTest } = {
  ...containerConditions,
  ...networkConditions,
  ...machineConditions,
  ...serviceConditions,
};

/** Whether a condition is true in the world as it is now. */
export function holds(world: World, condition: Condition, bindings: Bindings): boolean {
  const entities = condition.arguments.flatMap((name) => bindings.get(name) ?? []);
  const words = condition.arguments.filter((name) => !bindings.has(name));
  return TESTS[condition.sentence](world, entities, words);
}

import type { ConditionSentence } from '../../../compiler/ir/conditions.ts';
import type { World } from '../../world.ts';
import type { Entity } from '../entity.ts';

/** Whether a sentence is true of the entities that its variables stand for; `words` stand for `WORD`. */
export type ConditionTest = (world: World, entities: readonly Entity[], words: readonly string[]) => boolean;

/** A test for each sentence of a family. */
export type ConditionTests<Family extends string> = {
  readonly [S in Extract<ConditionSentence, Family>]: ConditionTest;
};

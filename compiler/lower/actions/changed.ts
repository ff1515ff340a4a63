import type { Attribute } from '../../../grammar/ast.ts';
import { bindBlock } from '../../bind/bind-block.ts';
import type { Entity } from '../../bind/entity.ts';

/** Blocks of actions are checked when names are bound; here they only give their values. */
export const checkedBefore = (): void => {};

/** A declaration with some of its attributes replaced: `recreate api { image api:2 }`. */
export function changed(entity: Entity, changes: readonly Attribute[]): Entity {
  const { kind, uses } = bindBlock(entity.block.kind, changes, checkedBefore);
  const names = new Set(uses.map(({ name }) => name));
  const kept = entity.block.uses.filter(({ name }) => !names.has(name));
  return { ...entity, block: { kind, uses: [...kept, ...uses] } };
}

import type { Condition, Property } from '../../compiler/ir/ir.ts';
import type { World } from '../world.ts';
import { holds } from './conditions/conditions.ts';
import { type Bindings, type Entity, entitiesOf } from './entity.ts';

/**
 * Every choice of entities for the variables of a property that `where` lets through. Two variables never
 * stand for one entity. A condition is tested as soon as all of its variables are chosen.
 */
export function bindingsOf(world: World, { variables, where }: Property): readonly Bindings[] {
  const names = variables.map(({ name }) => name);
  const testedAt = (depth: number): readonly Condition[] =>
    where.filter(
      ({ arguments: used }) => Math.max(-1, ...used.map((name) => names.indexOf(name))) === depth - 1,
    );
  const pools = new Map(variables.map(({ in: group }) => [group, entitiesOf(world, group)]));
  const found: Bindings[] = [];
  const choose = (depth: number, chosen: Map<string, Entity>): void => {
    if (!testedAt(depth).every((condition) => holds(world, condition, chosen))) return;
    const variable = variables[depth];
    if (variable === undefined) {
      found.push(new Map(chosen));
      return;
    }
    for (const entity of pools.get(variable.in)!) {
      if ([...chosen.values()].includes(entity)) continue;
      chosen.set(variable.name, entity);
      choose(depth + 1, chosen);
      chosen.delete(variable.name);
    }
  };
  choose(0, new Map());
  return found;
}

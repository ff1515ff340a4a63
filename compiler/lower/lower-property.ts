import type { PropertyNode } from '../../grammar/ast.ts';
import { sceneOf } from '../bind/scene.ts';
import { GROUPS, rangeOf } from '../claims/world-shape.ts';
import type { Property } from '../ir/ir.ts';
import { lowerClaim } from './claims/lower-claim.ts';
import { optional } from './optional.ts';

/** A property for the runner, which makes the worlds. */
export function lowerProperty(node: PropertyNode): Property {
  const variables = node.variables.flatMap(({ name, in: group }) => {
    const known = GROUPS.find((word) => word === group.text);
    return known ? [{ name: name.text, in: known }] : [];
  });
  const scene = { ...sceneOf([]), variables: variables.map(({ name }) => name) };
  const sizes = node.world.flatMap((attribute) => {
    const range = rangeOf(attribute);
    return range ? [[attribute.name.text, range] as const] : [];
  });
  return {
    kind: 'property',
    name: node.name.text,
    ...optional('prose', node.prose?.text),
    world: Object.fromEntries(sizes),
    variables,
    where: node.where.map(({ words, span }) => ({ words: words.map(({ text }) => text), origin: span })),
    expect: node.claims.map((claim) => lowerClaim(scene, claim)),
    origin: node.span,
  };
}

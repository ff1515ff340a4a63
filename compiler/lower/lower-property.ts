import type { ComparisonNode, PropertyNode } from '../../grammar/ast.ts';
import type { BoundScenario } from '../bind/bound-scenario.ts';
import type { Entity } from '../bind/entity.ts';
import { sceneOf } from '../bind/scene.ts';
import { readCondition } from '../claims/condition.ts';
import { GROUPS, rangeOf } from '../claims/world-shape.ts';
import type { Comparison, Property } from '../ir/ir.ts';
import { lowerAction } from './actions/lower-action.ts';
import { lowerClaim } from './claims/lower-claim.ts';
import { optional } from './optional.ts';

/** A property for the runner, which makes the worlds. */
export function lowerProperty(node: PropertyNode): Property {
  const variables = node.variables.flatMap(({ name, in: group }) => {
    const known = GROUPS.find((word) => word === group.text);
    return known ? [{ name: name.text, in: known }] : [];
  });
  const scene = { ...sceneOf([]), variables: variables.map(({ name }) => name) };
  const stage = stageOf(variables);
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
    where: node.where.flatMap(({ words, span }) => {
      const texts = words.map(({ text }) => text);
      const read = readCondition(texts, variables);
      return read ? [{ ...read, origin: span }] : [];
    }),
    when: node.when.flatMap((action) => lowerAction(stage, action)),
    reorder: node.reorder,
    expect: node.claims.map((claim) => lowerClaim(scene, claim)),
    compare: node.comparisons.map(lowerComparison),
    origin: node.span,
  };
}

const lowerComparison = ({ span: origin, text, ...node }: ComparisonNode): Comparison => {
  switch (node.kind) {
    case 'same-reach':
      return { kind: node.kind, left: node.left.text, right: node.right.text, text, origin };
    case 'hears':
    case 'reaches-published':
      return { kind: node.kind, from: node.from.text, to: node.to.text, text, origin };
    default:
      return { kind: node.kind, text, origin };
  }
};

const KINDS = {
  containers: 'container',
  hosts: 'host',
  networks: 'network',
  services: 'service',
  clients: 'client',
} as const;
const NOWHERE = { file: '', start: 0, end: 0 };

/** What `when` is read against: a scenario in which each variable is declared. */
function stageOf(variables: Property['variables']): BoundScenario {
  const entities = variables.map(({ name, in: group }): Entity => {
    const kind = KINDS[group];
    return { kind, name, nameSpan: NOWHERE, span: NOWHERE, block: { kind, uses: [] }, since: 0 };
  });
  return {
    ...sceneOf(entities),
    node: { kind: 'scenario', name: { text: '', span: NOWHERE }, statements: [], span: NOWHERE },
    statements: [],
    claims: [],
    open: true,
    projects: new Map(),
  };
}

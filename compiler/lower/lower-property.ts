import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { Attribute, PropertyNode } from '../../grammar/ast.ts';
import type { Property, WorldShape } from '../ir/ir.ts';
import { lowerClaim } from './lower-claim.ts';
import { optional } from './optional.ts';

/** What a generated world has some of. */
const SHAPES = ['hosts', 'clients', 'networks', 'containers', 'services', 'steps'];
const GROUPS = ['containers', 'hosts', 'networks', 'services', 'clients'] as const;

export interface LoweredProperty {
  readonly property: Property;
  readonly diagnostics: readonly Diagnostic[];
}

/** A property speaks of worlds that do not exist yet: its names are variables. */
export function lowerProperty(node: PropertyNode): LoweredProperty {
  const diagnostics: Diagnostic[] = [];
  const variables = node.variables.flatMap(({ name, in: group }) => {
    const known = GROUPS.find((word) => word === group.text);
    if (known) return [{ name: name.text, in: known }];
    const params = { attribute: `for all ${name.text} in`, expected: GROUPS.join(' or '), found: group.text };
    diagnostics.push(diagnose('E1002', params, group.span));
    return [];
  });
  const scene = { entities: [], variables: variables.map(({ name }) => name) };
  const property: Property = {
    kind: 'property',
    name: node.name.text,
    ...optional('prose', node.prose?.text),
    world: worldOf(node.world, (diagnostic) => diagnostics.push(diagnostic)),
    variables,
    where: node.where.map(({ words, span }) => ({ words: words.map(({ text }) => text), origin: span })),
    expect: node.claims.map((claim) => lowerClaim(scene, claim)),
    origin: node.span,
  };
  return { property, diagnostics };
}

/** `hosts 1..3; containers 20` */
function worldOf(attributes: readonly Attribute[], report: (diagnostic: Diagnostic) => void): WorldShape {
  const sizes = attributes.flatMap(({ name, items, span }) => {
    if (!SHAPES.includes(name.text)) {
      const near = didYouMean(name.text, SHAPES);
      report(diagnose('E1001', { attribute: name.text, block: 'any world', near, known: SHAPES }, name.span));
      return [];
    }
    const range = /^(\d+)(?:\.\.(\d+))?$/.exec(items[0]?.values[0]?.text ?? '');
    if (range === null) {
      report(
        diagnose('E1003', { attribute: name.text, expected: 'a number, or a range such as 1..3' }, span),
      );
      return [];
    }
    const min = Number(range[1]);
    return [[name.text, { min, max: range[2] === undefined ? min : Number(range[2]) }] as const];
  });
  return Object.fromEntries(sizes);
}

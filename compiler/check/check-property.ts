import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { Attribute, PropertyNode } from '../../grammar/ast.ts';
import { BUILT_IN_PARTIES } from '../bind/find-entity.ts';
import { referencesOfClaim } from '../bind/references.ts';
import { GROUPS, rangeOf, SHAPES } from '../claims/world-shape.ts';
import { unknownReasons } from './rules/because-reasons.ts';

/**
 * A property speaks of worlds that do not exist yet: its names are variables, and its world is a table of
 * sizes.
 */
export function* checkProperty(node: PropertyNode): Generator<Diagnostic> {
  // `for all a, b in containers` says the group of both once.
  for (const group of new Map(node.variables.map((v) => [v.in.span.start, v.in])).values()) {
    if (GROUPS.some((word) => word === group.text)) continue;
    const params = { attribute: 'for all ... in', expected: GROUPS.join(' or '), found: group.text };
    yield diagnose('E1002', params, group.span);
  }
  for (const attribute of node.world) yield* checkShape(attribute);
  const known = [...node.variables.map(({ name }) => name.text), ...BUILT_IN_PARTIES];
  for (const { name, span } of node.claims.flatMap(referencesOfClaim)) {
    if (known.includes(name)) continue;
    yield diagnose('E1005', { name, wanted: 'variable', near: didYouMean(name, known) }, span);
  }
  yield* unknownReasons(node.claims);
}

/** `hosts 1..3` */
function* checkShape(attribute: Attribute): Generator<Diagnostic> {
  const { text, span } = attribute.name;
  if (!SHAPES.includes(text)) {
    const near = didYouMean(text, SHAPES);
    yield diagnose('E1001', { attribute: text, block: 'world', near, known: SHAPES }, span);
  } else if (rangeOf(attribute) === undefined) {
    const expected = 'a number, or a range such as 1..3';
    yield diagnose('E1003', { attribute: text, expected }, attribute.span);
  }
}

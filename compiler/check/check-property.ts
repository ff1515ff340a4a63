import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { ActionNode, Attribute, PropertyNode, Text } from '../../grammar/ast.ts';
import { BUILT_IN_PARTIES } from '../bind/find-entity.ts';
import { referencesOf, referencesOfClaim } from '../bind/references.ts';
import { nearConditions, readCondition } from '../claims/condition.ts';
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
  for (const { name, span } of referencesOfProperty(node)) {
    if (known.includes(name)) continue;
    yield diagnose('E1005', { name, wanted: 'variable', near: didYouMean(name, known) }, span);
  }
  yield* unknownConditions(node);
  for (const { kind, span } of node.when)
    if (!HAPPENINGS.has(kind)) yield diagnose('E1402', { action: kind }, span);
  yield* emptyOf(node);
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

/** What `when` may let happen: what speaks of variables alone. */
const HAPPENINGS: ReadonlySet<ActionNode['kind']> = new Set([
  'connect',
  'disconnect',
  'lifecycle',
  'recreate',
  'rename',
  'remove',
  'scale',
  'update',
  'daemon',
  'node',
  'machine',
  'heal',
  'wait',
]);

const referencesOfProperty = ({ claims, comparisons, when }: PropertyNode) => [
  ...claims.flatMap(referencesOfClaim),
  ...when.flatMap(referencesOf),
  ...comparisons.flatMap((node) => {
    if (node.kind === 'same-reach') return [node.left, node.right].map(namedAt);
    return 'from' in node ? [node.from, node.to].map(namedAt) : [];
  }),
];

const namedAt = ({ text, span }: Text) => ({ name: text, span });

function* unknownConditions({ where, variables }: PropertyNode): Generator<Diagnostic> {
  const known = variables.flatMap(({ name, in: group }) => {
    const found = GROUPS.find((word) => word === group.text);
    return found ? [{ name: name.text, in: found }] : [];
  });
  for (const { words, span } of where) {
    const texts = words.map(({ text }) => text);
    if (readCondition(texts, known) !== undefined) continue;
    yield diagnose('E1401', { condition: texts.join(' '), near: nearConditions(texts, known) }, span);
  }
}

const CHANGES: ReadonlySet<string> = new Set(['reach-stays', 'no-reach-lost', 'no-reach-gained']);

/** A property that expects nothing, or compares with what never happens, would hold in any world. */
function* emptyOf({ claims, comparisons, when, reorder, span }: PropertyNode): Generator<Diagnostic> {
  if (claims.length + comparisons.length === 0)
    yield diagnose('E1403', { what: 'it expects nothing', help: 'add `expect ...`' }, span);
  const change = comparisons.find(({ kind }) => CHANGES.has(kind));
  if (change !== undefined && when.length === 0 && !reorder)
    yield diagnose(
      'E1403',
      { what: 'nothing happens that could change the reach', help: 'add `when ...`' },
      change.span,
    );
}

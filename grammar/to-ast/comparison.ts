import type { ComparisonNode } from '../ast.ts';
import type { PropertyExpectCstNode } from '../cst.generated.d.ts';
import { type Reading, spanOfNode } from './reading.ts';
import { textOf } from './text.ts';

/** What a property compares; undefined when it claims something of one world, or could not be read. */
export function comparisonOf(reading: Reading, node: PropertyExpectCstNode): ComparisonNode | undefined {
  const { reachStays, noReach, sameReach, hears, reachesPublished } = node.children;
  const rule = reachStays?.[0] ?? noReach?.[0] ?? sameReach?.[0] ?? hears?.[0] ?? reachesPublished?.[0];
  if (rule === undefined || node.recoveredNode === true || rule.recoveredNode === true) return undefined;
  const span = spanOfNode(reading, rule);
  const text = reading.text.slice(span.start, span.end).replace(/\s+/g, ' ');
  const said = { text, span };
  if (reachStays) return { ...said, kind: 'reach-stays' };
  if (noReach)
    return { ...said, kind: noReach[0]!.children.Lost === undefined ? 'no-reach-gained' : 'no-reach-lost' };
  const [first, second] = (sameReach ?? hears ?? reachesPublished)![0]!.children.Named.map((token) =>
    textOf(reading, token),
  );
  return sameReach
    ? { ...said, kind: 'same-reach', left: first!, right: second! }
    : { ...said, kind: hears ? 'hears' : 'reaches-published', from: first!, to: second! };
}

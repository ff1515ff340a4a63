import type { CstNode } from 'chevrotain';
import type { Text } from '../ast.ts';
import type { ProseCstNode } from '../cst.generated.d.ts';
import type { Reading } from './reading.ts';
import { textOf } from './text.ts';

/** A statement with the prose before it; prose that no statement follows stands alone. */
export interface Paired<N> {
  readonly node?: N;
  readonly text?: Text;
}

/** Puts statements and prose back into source order and gives each statement its prose. */
export function withProse<N extends CstNode>(
  reading: Reading,
  nodes: readonly N[],
  prose: readonly ProseCstNode[] | undefined,
): Paired<N>[] {
  if (prose === undefined) return nodes.map((node) => ({ node }));
  const all = [...nodes, ...prose].sort((a, b) => startOf(a) - startOf(b));
  const pairs: Paired<N>[] = [];
  let waiting: Text | undefined;
  for (const node of all) {
    if (isProse(node)) {
      if (waiting !== undefined) pairs.push({ text: waiting });
      waiting = textOf(reading, node.children.Prose[0]!);
    } else {
      pairs.push(waiting === undefined ? { node: node as N } : { node: node as N, text: waiting });
      waiting = undefined;
    }
  }
  if (waiting !== undefined) pairs.push({ text: waiting });
  return pairs;
}

const isProse = (node: CstNode): node is ProseCstNode => node.name === 'prose';
const startOf = ({ location }: CstNode) => location?.startOffset ?? 0;

import type { SwarmNode } from './cluster.ts';

const FORM = /^([a-z0-9._-]+)\s*(==|!=)\s*(.+)$/i;

/** Whether a constraint can be read: `node.role==manager` (swarmkit manager/constraint). */
export const isConstraint = (text: string): boolean => FORM.test(text.trim());

const VALUES: { readonly [key: string]: (node: SwarmNode) => string } = {
  'node.id': ({ id }) => id,
  'node.hostname': ({ host }) => host,
  'node.role': ({ role }) => role,
  'node.platform.os': () => 'linux',
  'node.platform.arch': () => 'x86_64',
};

/** Keys of constraints that are not labels. A label that a node has not is the empty text. */
export function meets(node: SwarmNode, text: string): boolean {
  const [, key = '', operator, wanted = ''] = FORM.exec(text.trim()) ?? [];
  const label = /^node\.labels\.(.+)$/i.exec(key)?.[1];
  const value = label === undefined ? VALUES[key.toLowerCase()]?.(node) : (node.labels[label] ?? '');
  if (value === undefined) return false;
  const same = value.toLowerCase() === wanted.trim().toLowerCase();
  return operator === '==' ? same : !same;
}

import type { Kernel, Link } from './kernel.ts';

const NONE: readonly Link[] = [];

/** The VLAN, macvlan and ipvlan links on top of a link. */
export const childrenOf = (kernel: Kernel, parent: Link): readonly Link[] =>
  parent.children === undefined ? NONE : parent.children.map((id) => kernel.links.get(id)!);

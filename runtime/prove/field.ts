import type { Value } from './value-set.ts';

/** Something that a set of packets leaves open: one of the four header fields, or a free choice met on the way. */
export interface Variable {
  readonly index: number;
  readonly name: string;
}

/** A header field of a set of packets: what it is for all of them, or the variable that it still equals. */
export type Field = Value | Variable;

export const SOURCE: Variable = { index: 0, name: 'source' };
export const DESTINATION: Variable = { index: 1, name: 'destination' };
export const SOURCE_PORT: Variable = { index: 2, name: 'source port' };
export const DESTINATION_PORT: Variable = { index: 3, name: 'destination port' };

export const isVariable = (field: Field): field is Variable => typeof field === 'object';

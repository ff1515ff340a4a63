import type { Span } from '../../diagnostics/span.ts';
import type { Attribute, BlockName, EntityKind } from '../attributes/attribute.ts';

/** A value as written, without quotes. */
export interface Value {
  readonly text: string;
  readonly span: Span;
}

/** One statement of a block that its table knows, with values that fit it. */
export interface AttributeUse {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly attribute: Attribute;
  readonly values: readonly Value[];
  readonly block?: Block;
}

/**
 * The attributes of one `{ ... }`, checked against the table of their block; what did not fit is left out.
 */
export interface Block {
  readonly kind: BlockName;
  readonly uses: readonly AttributeUse[];
  /** An unknown attribute was left out: what seems to be missing may be misspelt. */
  readonly incomplete?: boolean;
}

/** A thing of the scenario that has a name. */
export interface Entity {
  readonly kind: EntityKind;
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly block: Block;
  readonly prose?: string;
  /**
   * Where in the story it comes into being: 0 for top-level declarations, which are hoisted, else the offset.
   */
  readonly since: number;
  /** The part that a host plays in a swarm declared at top level. */
  readonly swarmRole?: 'manager' | 'worker';
  /** Made by a command or a compose file, so nothing is known of its attributes. */
  readonly foreign?: boolean;
  /** The host that a foreign thing is made on. */
  readonly madeOn?: string;
  /**
   * Docker's own name for it, where the scenario may say a shorter one: `shop-api-1` for service `api` of a
   * compose file.
   */
  readonly actual?: string;
}

const NONE: readonly never[] = [];

/** Most attributes stand nowhere in a block or once, and each is asked for often: nothing is allocated for those. */
export function usesOf(block: Block, name: string): readonly AttributeUse[] {
  let found: readonly AttributeUse[] = NONE;
  for (const use of block.uses) if (use.name === name) found = found === NONE ? [use] : [...found, use];
  return found;
}

/** Every value of an attribute, over all its statements. */
export function valuesOf(block: Block, name: string): readonly Value[] {
  let found: readonly Value[] = NONE;
  for (const use of block.uses) {
    if (use.name === name) found = found === NONE ? use.values : [...found, ...use.values];
  }
  return found;
}

export const textsOf = (block: Block, name: string): readonly string[] =>
  valuesOf(block, name).map((value) => value.text);

export const textOf = (block: Block, name: string): string | undefined => valuesOf(block, name)[0]?.text;

const YES: readonly (string | undefined)[] = [undefined, 'true', 'on', 'yes'];

/** Whether a flag is set: `internal`, `internal true`; undefined when the block does not say. */
export function flagOf(block: Block, name: string): boolean | undefined {
  const use = usesOf(block, name)[0];
  return use && YES.includes(use.values[0]?.text);
}

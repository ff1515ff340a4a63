import { anything, flag as flagWords, type ValueKind } from './value-kind.ts';

/** What a name may be a name of. */
export type EntityKind =
  | 'host'
  | 'client'
  | 'lan'
  | 'image'
  | 'network'
  | 'container'
  | 'service'
  | 'connection';

/** One attribute that a block takes. Its name is the word that Docker, Compose or Linux uses. */
export interface Attribute {
  readonly value: ValueKind;
  /**
   * `flag`: alone, or with `true` or `false`. `rest`: everything to the end of the statement is one text.
   * `words`: each word of it is a value. `block`: no value, only a block.
   */
  readonly takes: 'flag' | 'one' | 'list' | 'rest' | 'words' | 'block';
  /** May stand several times in one block; the values add up. */
  readonly repeats: boolean;
  /** The value is the name of such an entity. */
  readonly refersTo?: EntityKind;
  /** Words of the value's own that are no names: `network host`. */
  readonly besides?: RegExp;
  /** The attributes of the block that may follow: `network app { alias store }`. */
  readonly block?: BlockName;
  /** One sentence for hover text and the reference. */
  readonly doc: string;
}

export type BlockName =
  | 'host'
  | 'client'
  | 'daemon'
  | 'interface'
  | 'lan'
  | 'lan dns'
  | 'image'
  | 'network'
  | 'subnet'
  | 'container'
  | 'attachment'
  | 'service'
  | 'service attachment'
  | 'swarm'
  | 'compose';

export type AttributeTable = { readonly [name: string]: Attribute };

type More = Partial<Pick<Attribute, 'repeats' | 'refersTo' | 'besides' | 'block'>>;

export const one = (value: ValueKind, doc: string, more: More = {}): Attribute => ({
  value,
  takes: 'one',
  repeats: false,
  doc,
  ...more,
});
export const blockOf = (block: BlockName, doc: string): Attribute => ({
  value: anything,
  takes: 'block',
  repeats: true,
  block,
  doc,
});
/** Values with commas between them; several statements add up. */
export const list = (value: ValueKind, doc: string, more: More = {}): Attribute => ({
  value,
  takes: 'list',
  repeats: true,
  doc,
  ...more,
});
export const rest = (value: ValueKind, doc: string, more: More = {}): Attribute => ({
  value,
  takes: 'rest',
  repeats: false,
  doc,
  ...more,
});
export const words = (value: ValueKind, doc: string): Attribute => ({
  value,
  takes: 'words',
  repeats: false,
  doc,
});
export const flag = (doc: string): Attribute => ({ value: flagWords, takes: 'flag', repeats: false, doc });

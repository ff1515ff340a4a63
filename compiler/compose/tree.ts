import type { Span } from '../../diagnostics/span.ts';
import type { Json } from './project.ts';

/**
 * A YAML document as immutable data that knows where each part was written. Aliases are resolved, merge keys are
 * applied. `tag` is compose's own: `!reset` removes what earlier files said, `!override` replaces it unmerged.
 */
export type Tree = Scalar | List | Dict;
export type MergeTag = 'reset' | 'override';

export interface Scalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The text as written, if it had no quotes. */
  readonly plain?: string;
  readonly origin: Span;
  readonly tag?: MergeTag;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly origin: Span;
  readonly tag?: MergeTag;
}

export interface Dict {
  readonly kind: 'dict';
  readonly entries: Entries;
  readonly origin: Span;
  readonly tag?: MergeTag;
}

export interface Entry {
  /** Where the key stands. */
  readonly key: Span;
  readonly value: Tree;
}

type Entries = ReadonlyMap<string, Entry>;

/** Steps from the root: `['services', 'web', 'ports', '0']`. */
export type Path = readonly string[];

export const scalar = (value: Scalar['value'], origin: Span): Scalar => ({ kind: 'scalar', value, origin });
export const list = (items: readonly Tree[], origin: Span): List => ({ kind: 'list', items, origin });
export const dict = (entries: Iterable<readonly [string, Entry]>, origin: Span): Dict => ({
  kind: 'dict',
  entries: new Map(entries),
  origin,
});

/** The value under `key`, if `tree` is a mapping that has it. */
export const child = (tree: Tree | undefined, key: string): Tree | undefined =>
  tree?.kind === 'dict' ? tree.entries.get(key)?.value : undefined;

export const entriesOf = (tree: Tree | undefined): readonly (readonly [string, Entry])[] =>
  tree?.kind === 'dict' ? [...tree.entries] : [];

export const itemsOf = (tree: Tree | undefined): readonly Tree[] => (tree?.kind === 'list' ? tree.items : []);

/** A mapping with one value replaced, added, or (with `undefined`) removed. */
export function withChild(tree: Dict, key: string, value: Tree | undefined): Dict {
  const entries = new Map(tree.entries);
  if (value === undefined) entries.delete(key);
  else entries.set(key, { key: entries.get(key)?.key ?? value.origin, value });
  return { ...tree, entries };
}

/** The same tree with `change` applied to the value under `key`, if there is one. */
export const mapChild = (tree: Dict, key: string, change: (value: Tree) => Tree): Dict => {
  const value = child(tree, key);
  return value === undefined ? tree : withChild(tree, key, change(value));
};

/** The same mapping with `change` applied to every value. */
export const mapValues = (tree: Tree, change: (value: Tree, key: string, at: Entry) => Tree): Tree =>
  tree.kind === 'dict'
    ? {
        ...tree,
        entries: new Map([...tree.entries].map(([k, e]) => [k, { ...e, value: change(e.value, k, e) }])),
      }
    : tree;

/** A scalar as text; undefined for null, lists and mappings. */
export const textOf = (tree: Tree | undefined): string | undefined =>
  tree?.kind === 'scalar' && tree.value !== null ? String(tree.value) : undefined;

export const numberOf = (tree: Tree | undefined): number | undefined => {
  const text = textOf(tree)?.trim();
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
};

/** YAML 1.1's words: compose takes them where a variable leaves a string (compose-go loader/interpolate.go). */
export const flagWords: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'y', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', 'n', 'no', 'off'].map((word) => [word, false] as const),
]);

export const flagOf = (tree: Tree | undefined): boolean | undefined =>
  flagWords.get(textOf(tree)?.toLowerCase() ?? '');

export function toJson(tree: Tree): Json {
  switch (tree.kind) {
    case 'scalar':
      return tree.value;
    case 'list':
      return tree.items.map(toJson);
    case 'dict':
      return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, toJson(value)]));
  }
}

/** The tree without what `!reset` left behind: removed keys and the tags themselves. */
export function settle(tree: Tree): Tree {
  switch (tree.kind) {
    case 'scalar':
      return untagged(tree);
    case 'list':
      return { ...untagged(tree), items: tree.items.map(settle) };
    case 'dict': {
      const kept = [...tree.entries].filter(([, { value }]) => value.tag !== 'reset');
      return {
        ...untagged(tree),
        entries: new Map(kept.map(([key, e]) => [key, { ...e, value: settle(e.value) }])),
      };
    }
  }
}

function untagged<T extends Tree>(tree: T): T {
  if (tree.tag === undefined) return tree;
  const { tag: _, ...rest } = tree;
  return rest as T;
}

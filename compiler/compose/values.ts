import type { Located, Pair } from './project.ts';
import { child, entriesOf, flagOf, itemsOf, numberOf, type Tree, textOf } from './tree.ts';

/** Reads typed values out of a canonical tree; what is absent or empty gives an empty object to spread. */

type Optional<K extends string, T> = { readonly [key in K]?: T };

const optional = <K extends string, T>(name: K, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Optional<K, T>;

/** `key`'s text with its place, as the property `name`. */
export const located = <K extends string>(name: K, tree: Tree | undefined, key: string) =>
  optional(name, locatedText(child(tree, key)));

/** The same, where an empty text, as a variable without a value leaves it, says nothing. */
export const locatedName = <K extends string>(name: K, tree: Tree | undefined, key: string) => {
  const found = locatedText(child(tree, key));
  return optional(name, found?.value === '' ? undefined : found);
};

export const locatedNumber = <K extends string>(name: K, tree: Tree | undefined, key: string) => {
  const value = child(tree, key);
  const number = numberOf(value);
  return optional<K, Located<number>>(
    name,
    number === undefined ? undefined : { value: number, origin: value!.origin },
  );
};

export const text = <K extends string>(name: K, tree: Tree | undefined, key: string) =>
  optional(name, textOf(child(tree, key)));

export const number = <K extends string>(name: K, tree: Tree | undefined, key: string) =>
  optional(name, numberOf(child(tree, key)));

export const flag = <K extends string>(name: K, tree: Tree | undefined, key: string) =>
  optional(name, flagOf(child(tree, key)));

function locatedText(tree: Tree | undefined): Located<string> | undefined {
  const value = textOf(tree);
  return tree === undefined || value === undefined ? undefined : { value, origin: tree.origin };
}

/** The texts of a list, each with its place. */
export const locatedList = (tree: Tree | undefined): readonly Located<string>[] =>
  itemsOf(tree).flatMap((item) => locatedText(item) ?? []);

/** A mapping to texts; an empty value is an empty text. */
export const pairs = (tree: Tree | undefined): readonly Pair[] =>
  entriesOf(tree).map(([key, entry]) => ({ key, value: textOf(entry.value) ?? '', origin: entry.key }));

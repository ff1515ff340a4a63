import { diagnose } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { FrontEnd } from './front-end.ts';
import { type ObjectShape, projectShape, type ScalarShape, type Shape } from './keys.ts';
import { child, type Dict, type Entry, flagWords, numberOf, type Path, type Tree } from './tree.ts';
import type { Report } from './yaml.ts';

interface Check {
  readonly frontEnd: FrontEnd;
  readonly report: Report;
}

/**
 * The document without what does not fit the specification; each part that is left out is reported. So whatever
 * comes later may take the shapes of `keys.ts` for granted.
 */
export function conform(tree: Tree, frontEnd: FrontEnd, report: Report): Dict | undefined {
  const kept = keep(tree, projectShape, [], { frontEnd, report });
  return kept?.kind === 'dict' ? kept : undefined;
}

function keep(tree: Tree, shape: Shape, path: Path, check: Check): Tree | undefined {
  if (tree.tag === 'reset') return tree;
  if (typeof shape === 'string') return fits(tree, shape) ? tree : refuse(tree, shape, path, check);
  switch (shape.kind) {
    case 'object':
      return tree.kind === 'dict' ? keepObject(tree, shape, path, check) : refuse(tree, shape, path, check);
    case 'names':
      return tree.kind === 'dict'
        ? keepEntries(tree, path, check, () => shape.of)
        : refuse(tree, shape, path, check);
    case 'list':
      return tree.kind === 'list'
        ? { ...tree, items: tree.items.flatMap((item) => keep(item, shape.of, path, check) ?? []) }
        : refuse(tree, shape, path, check);
    case 'either': {
      const alternative = shape.shapes.find((s) => kindFits(tree, s));
      return alternative === undefined
        ? refuse(tree, shape, path, check)
        : keep(tree, alternative, path, check);
    }
  }
}

function keepObject(tree: Dict, shape: ObjectShape, path: Path, check: Check): Dict {
  const refused = check.frontEnd.refuses[shape.name] ?? [];
  if (path.length === 0 && isAnotherFile(tree, shape)) {
    const [[key, at]] = [...tree.entries] as [[string, Entry]];
    const params = { key, path: 'the file', suggestions: [] };
    check.report(diagnose('E3005', params, at.key, { help: NO_COMPOSE_FILE }));
    return { ...tree, entries: new Map() };
  }
  return keepEntries(tree, path, check, (key, at) => {
    const known = Object.hasOwn(shape.keys, key);
    if (known && !refused.includes(key)) return shape.keys[key];
    if (key.startsWith('x-')) return 'any';
    const notes = [check.frontEnd.texts.unknownKey(path.join('.'), key)];
    const where = path.length === 0 ? 'the file' : path.join('.');
    if (known) {
      const frontEnd = `${check.frontEnd.name} ${check.frontEnd.version}`;
      check.report(diagnose('E3047', { key, path: where, frontEnd }, at.key, { notes }));
    } else {
      const suggestions = didYouMean(key, Object.keys(shape.keys));
      const fixes = suggestions
        .slice(0, 1)
        .map((text) => ({ title: `write \`${text}\``, span: at.key, text }));
      const help = path.length === 0 && looksLikeService(at.value) ? { help: UNDER_SERVICES } : {};
      check.report(diagnose('E3005', { key, path: where, suggestions }, at.key, { notes, fixes, ...help }));
    }
    return undefined;
  });
}

/** The first version of the format, before 2016, had services at the top. */
const looksLikeService = (tree: Tree) =>
  child(tree, 'image') !== undefined || child(tree, 'build') !== undefined;
/** None of its keys is known: one word about that instead of one about each. */
const isAnotherFile = ({ entries }: Dict, { keys }: ObjectShape): boolean =>
  entries.size > 1 &&
  [...entries].every(
    ([key, { value }]) =>
      !Object.hasOwn(keys, key) &&
      !key.startsWith('x-') &&
      !looksLikeService(value) &&
      didYouMean(key, Object.keys(keys)).length === 0,
  );
const NO_COMPOSE_FILE = 'this is no compose file: nothing in it is a key of one, such as `services`';
const UNDER_SERVICES = 'services stand under the top-level key `services`';

function keepEntries(
  tree: Dict,
  path: Path,
  check: Check,
  shapeOf: (key: string, at: Entry) => Shape | undefined,
): Dict {
  const entries = new Map<string, Entry>();
  for (const [key, entry] of tree.entries) {
    const shape = shapeOf(key, entry);
    const value = shape && keep(entry.value, shape, [...path, key], check);
    if (value !== undefined) entries.set(key, { ...entry, value });
  }
  return { ...tree, entries };
}

function refuse(tree: Tree, shape: Shape, path: Path, check: Check): undefined {
  const where = path.join('.') || 'the file';
  const params = { path: where, expected: describe(shape), found: describeTree(tree) };
  check.report(diagnose('E3004', params, tree.origin));
  return undefined;
}

/** Whether the outermost kind is right, which is enough to pick one of several shapes. */
function kindFits(tree: Tree, shape: Shape): boolean {
  if (typeof shape === 'string') return fits(tree, shape);
  if (shape.kind === 'either') return shape.shapes.some((s) => kindFits(tree, s));
  return tree.kind === (shape.kind === 'list' ? 'list' : 'dict');
}

function fits(tree: Tree, shape: ScalarShape): boolean {
  if (shape === 'any') return true;
  if (tree.kind !== 'scalar') return false;
  const { value } = tree;
  switch (shape) {
    case 'empty':
      return value === null;
    case 'string':
      return typeof value === 'string';
    case 'text':
      return typeof value === 'string' || typeof value === 'number';
    case 'plain':
      return value !== null;
    case 'number':
      return typeof value !== 'boolean' && numberOf(tree) !== undefined;
    case 'flag':
      return value !== null && flagWords.has(String(value).toLowerCase());
  }
}

const SCALARS: { readonly [shape in ScalarShape]: string } = {
  any: 'anything',
  string: 'a string',
  text: 'a string or a number',
  plain: 'a string, a number or a boolean',
  number: 'a number',
  flag: 'true or false',
  empty: 'empty',
};

function describe(shape: Shape): string {
  if (typeof shape === 'string') return SCALARS[shape];
  switch (shape.kind) {
    case 'object':
    case 'names':
      return 'a mapping';
    case 'list':
      return 'a list';
    case 'either':
      return [...new Set(shape.shapes.map(describe))].join(' or ');
  }
}

function describeTree(tree: Tree): string {
  if (tree.kind === 'list') return 'a list';
  if (tree.kind === 'dict') return 'a mapping';
  return tree.value === null ? 'empty' : `\`${tree.value}\``;
}

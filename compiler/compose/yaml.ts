import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Entry, MergeTag, Tree } from './tree.ts';

/** The text of one file. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A file with its documents. Compose merges several as if they were files of their own; bad YAML has none. */
export interface ParsedFile extends SourceFile {
  readonly documents: readonly Tree[];
}

export type Report = (diagnostic: Diagnostic) => void;

/** A file larger than this is no compose file written by hand. */
const MOST_CHARACTERS = 2_000_000;
/** Counts what aliases repeat, so a small text cannot unfold without end (compose-go loader/reset.go). */
const MOST_NODES = 100_000;
const MOST_LEVELS = 100;

interface Reading {
  readonly file: SourceFile;
  readonly report: Report;
  readonly anchors: Map<string, Node>;
  nodes: number;
  gaveUp: boolean;
}

/** Reads one file; of bad YAML the first error is reported. */
export const parseFile = (file: SourceFile, report: Report): ParsedFile => ({
  ...file,
  documents: readDocuments(file, report),
});

function readDocuments(file: SourceFile, report: Report): readonly Tree[] {
  const everything: Span = { file: file.path, start: 0, end: Math.min(file.text.length, 1) };
  if (file.text.length > MOST_CHARACTERS) {
    report(diagnose('E3003', { what: 'characters', limit: MOST_CHARACTERS }, everything));
    return [];
  }
  const documents = parseAllDocuments(file.text, {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const trees: Tree[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const error = document.errors[0];
    if (error !== undefined) {
      reportSyntax(file, error.code, error.message, error.pos, report);
      return [];
    }
    const reading: Reading = { file, report, anchors: new Map(), nodes: 0, gaveUp: false };
    if (document.contents === null) continue;
    const tree = convert(reading, document.contents, 0);
    if (reading.gaveUp) return [];
    trees.push(tree);
  }
  return trees;
}

function reportSyntax(
  file: SourceFile,
  code: string,
  problem: string,
  [start, end]: readonly [number, number],
  report: Report,
): void {
  const span = { file: file.path, start, end: Math.max(end, start + 1) };
  if (code === 'RESOURCE_EXHAUSTION') report(diagnose('E3003', { what: 'levels', limit: MOST_LEVELS }, span));
  else report(diagnose('E3001', { problem: lowerFirst(problem) }, span));
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function convert(reading: Reading, node: Node, level: number): Tree {
  const origin = spanOf(reading, node);
  if (!withinLimits(reading, level, origin)) return { kind: 'scalar', value: null, origin };
  if (isAlias(node)) {
    const target = reading.anchors.get(node.source);
    // An anchor that contains its own alias ends at the limit of levels.
    return target === undefined
      ? { kind: 'scalar', value: null, origin }
      : convert(reading, target, level + 1);
  }
  if ('anchor' in node && typeof node.anchor === 'string') reading.anchors.set(node.anchor, node);
  const tag = mergeTag(node.tag);
  if (isMap(node)) return { kind: 'dict', entries: convertPairs(reading, node.items, level), origin, ...tag };
  if (isSeq(node)) {
    const items = (node.items as Node[]).map((item) => convert(reading, item, level + 1));
    return { kind: 'list', items: items.filter((item) => item.tag !== 'reset'), origin, ...tag };
  }
  if (!isScalar(node)) throw new Error('a YAML node is an alias, a map, a sequence or a scalar');
  const plain = node.type === 'PLAIN' && node.source !== undefined ? { plain: node.source } : {};
  return { kind: 'scalar', value: scalarValue(node.value), ...plain, origin, ...tag };
}

type Pairs = readonly { readonly key: unknown; readonly value: unknown }[];

/** Own keys win over merged ones (`<<`), and of several merged mappings the earlier wins (YAML 1.1 merge key). */
function convertPairs(reading: Reading, pairs: Pairs, level: number): Map<string, Entry> {
  const own = new Map<string, Entry>();
  const merged: Tree[] = [];
  for (const pair of pairs) {
    const keyNode = pair.key as Node | null;
    const key = keyOf(reading, keyNode);
    const at = keyNode === null ? { file: reading.file.path, start: 0, end: 0 } : spanOf(reading, keyNode);
    const value: Tree =
      pair.value === null
        ? { kind: 'scalar', value: null, origin: at }
        : convert(reading, pair.value as Node, level + 1);
    if (key === '<<') {
      merged.push(...(value.kind === 'list' ? value.items : [value]));
      continue;
    }
    const first = own.get(key);
    if (first !== undefined) {
      const related = [{ span: first.key, message: 'first given here' }];
      reading.report(diagnose('E3002', { key }, at, { related }));
      continue;
    }
    own.set(key, { key: at, value });
  }
  for (const source of merged) {
    if (source.kind !== 'dict') continue;
    for (const [key, entry] of source.entries) if (!own.has(key)) own.set(key, entry);
  }
  return own;
}

function keyOf(reading: Reading, node: Node | null): string {
  const target = isAlias(node) ? reading.anchors.get(node.source) : node;
  return isScalar(target) ? String(target.value) : '';
}

function withinLimits(reading: Reading, level: number, origin: Span): boolean {
  if (reading.gaveUp) return false;
  reading.nodes++;
  const over =
    level > MOST_LEVELS
      ? { what: 'levels', limit: MOST_LEVELS }
      : reading.nodes > MOST_NODES
        ? { what: 'values', limit: MOST_NODES }
        : undefined;
  if (over === undefined) return true;
  reading.gaveUp = true;
  reading.report(diagnose('E3003', over, origin));
  return false;
}

function spanOf(reading: Reading, node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return { file: reading.file.path, start, end };
}

function mergeTag(tag: string | undefined): { readonly tag?: MergeTag } {
  return tag === '!reset' ? { tag: 'reset' } : tag === '!override' ? { tag: 'override' } : {};
}

function scalarValue(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
}

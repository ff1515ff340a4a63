import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { cover } from '../../diagnostics/span.ts';
import type * as ast from '../../grammar/ast.ts';
import type { Attribute, BlockName } from '../attributes/attribute.ts';
import { ATTRIBUTES } from '../attributes/attribute-tables.ts';
import type { AttributeUse, Block, Value } from './entity.ts';

export type Report = (diagnostic: Diagnostic) => void;

/** Holds the statements of a block against its table. What does not fit is reported and left out. */
export function bindBlock(kind: BlockName, attributes: readonly ast.Attribute[], report: Report): Block {
  const table = ATTRIBUTES[kind];
  const seen = new Map<string, ast.Attribute>();
  let incomplete = false;
  const uses = attributes.flatMap((node) => {
    const name = node.name.text;
    const attribute = Object.hasOwn(table, name) ? table[name] : undefined;
    if (attribute === undefined) {
      report(unknownAttribute(kind, node));
      incomplete = true;
      return [];
    }
    const first = seen.get(name);
    if (first && !attribute.repeats) report(givenTwice(kind, node, first));
    seen.set(name, node);
    return bindUses(attribute, node, report);
  });
  return { kind, uses, ...(incomplete ? { incomplete } : {}) };
}

function unknownAttribute(block: BlockName, { name }: ast.Attribute): Diagnostic {
  const known = Object.keys(ATTRIBUTES[block]);
  const near = didYouMean(name.text, known);
  const fixes = near.slice(0, 1).map((text) => ({ title: `write ${text}`, span: name.span, text }));
  if (block !== 'daemon') {
    return diagnose('E1001', { attribute: name.text, block, near, known }, name.span, { fixes });
  }
  // moby daemon/config/config.go
  const text = `the following directives don't match any configuration option: ${name.text}`;
  const notes = [`dockerd would not start: ${text}`];
  return diagnose('E1012', { key: name.text, near }, name.span, { fixes, notes });
}

const givenTwice = (block: BlockName, node: ast.Attribute, first: ast.Attribute): Diagnostic =>
  diagnose('E1004', { attribute: node.name.text, block }, node.span, {
    related: [{ span: first.span, message: 'first given here' }],
  });

/** One use for each item when the attribute has a block of its own, else one for the whole statement. */
function bindUses(attribute: Attribute, node: ast.Attribute, report: Report): readonly AttributeUse[] {
  const base = { name: node.name.text, nameSpan: node.name.span, span: node.span, attribute };
  const { takes, block } = attribute;
  if (takes === 'rest') return bindRest(base, node, report);
  if (!countFits(attribute, node)) {
    const about = block !== undefined && takes !== 'block' && { block: Object.keys(ATTRIBUTES[block]) };
    report(diagnose('E1003', { attribute: base.name, expected: countOf(attribute), ...about }, node.span));
    return [];
  }
  if (block !== undefined) {
    return node.items.map((item) => ({
      ...base,
      values: fitting(base.name, attribute, item.values.slice(0, 1), report),
      block: bindItemBlock(block, item, report),
    }));
  }
  const values = node.items.flatMap((item) => item.values);
  return [{ ...base, values: fitting(base.name, attribute, values, report) }];
}

/** `network app as store { ip 172.30.0.5 }`: `as` is short for an alias. */
export function bindItemBlock(kind: BlockName, item: ast.AttributeItem, report: Report): Block {
  const block = bindBlock(kind, item.block ?? [], report);
  const aliases = item.values.slice(1).filter(({ text }) => text !== 'as');
  const attribute = ATTRIBUTES[kind].alias;
  if (attribute === undefined || aliases.length === 0) return block;
  const span = aliases.map((alias) => alias.span).reduce(cover);
  const use = { name: 'alias', nameSpan: span, span, attribute, values: aliases };
  return { kind, uses: [use, ...block.uses] };
}

type Base = Pick<AttributeUse, 'name' | 'nameSpan' | 'span' | 'attribute'>;

/** Everything to the end of the statement is one text. */
function bindRest(base: Base, { items, span }: ast.Attribute, report: Report): readonly AttributeUse[] {
  const words = items.flatMap((item) => item.values);
  const [first] = words;
  if (first === undefined) {
    report(diagnose('E1003', { attribute: base.name, expected: base.attribute.value.expected }, span));
    return [];
  }
  const text = items.map((item) => item.values.map((value) => value.text).join(' ')).join(', ');
  const value = { text, span: words.map((word) => word.span).reduce(cover, first.span) };
  return [{ ...base, values: fitting(base.name, base.attribute, [value], report) }];
}

const isAlias = (values: readonly ast.Value[]) => values.length === 3 && values[1]?.text === 'as';

function countFits({ takes, block }: Attribute, { items }: ast.Attribute): boolean {
  const sizes = items.map((item) => item.values.length);
  const single = items.every(({ values }) => values.length === 1 || (block !== undefined && isAlias(values)));
  const noStrayBlock = block !== undefined || items.every((item) => item.block === undefined);
  switch (takes) {
    case 'flag':
      return noStrayBlock && (items.length === 0 || (items.length === 1 && sizes[0] === 1));
    case 'one':
      return noStrayBlock && items.length === 1 && single;
    case 'list':
      return noStrayBlock && items.length > 0 && single;
    case 'block':
      return items.length === 1 && sizes[0] === 0 && items[0]?.block !== undefined;
    case 'words':
      return noStrayBlock && items.length > 0;
    case 'rest':
      return true;
    default:
      return takes satisfies never;
  }
}

function countOf({ takes, value, block }: Attribute): string {
  switch (takes) {
    case 'flag':
      return 'no value, or one of true and false';
    case 'one':
    case 'rest':
      return `one value: ${value.expected}`;
    case 'words':
      return 'one or more words';
    case 'list':
      return `one or more values with commas between them, each ${value.expected}`;
    case 'block':
      return `a block of its own: { ${Object.keys(ATTRIBUTES[block!]).slice(0, 3).join('; ')}; ... }`;
    default:
      return takes satisfies never;
  }
}

const fitting = (
  name: string,
  { value: kind }: Attribute,
  values: readonly Value[],
  report: Report,
): readonly Value[] =>
  values.flatMap(({ text, span }) => {
    if (kind.fits(text)) return [{ text, span }];
    const near = kind.words ? didYouMean(text, kind.words) : [];
    const fixes = near.slice(0, 1).map((word) => ({ title: `write ${word}`, span, text: word }));
    report(diagnose('E1002', { attribute: name, expected: kind.expected, found: text }, span, { fixes }));
    return [];
  });

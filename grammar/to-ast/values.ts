import type { IToken, TokenType } from 'chevrotain';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type {
  Attribute,
  AttributeItem,
  CommandLine,
  Party,
  PortNode,
  Protocol,
  Target,
  Text,
  Value,
  ValueLook,
} from '../ast.ts';
import type {
  AttributeBlockCstNode,
  AttributeCstNode,
  AttributeItemCstNode,
  LeftoverCstNode,
  TargetCstNode,
} from '../cst.generated.d.ts';
import {
  Address,
  Cidr,
  Duration,
  Endpoint,
  K,
  NumberRange,
  Operator,
  Other,
  Path,
  Percent,
  Port,
  Prose,
  Published,
  StringText,
  UnclosedProse,
  UnclosedString,
  WholeNumber,
} from '../tokens.ts';
import { type Reading, reportUnexpected, spanOfNode, spanOfToken, tokensOf } from './reading.ts';
import { meaning, textOf } from './text.ts';
import { withProse } from './with-prose.ts';

const LOOKS: ReadonlyMap<TokenType, ValueLook> = new Map([
  [WholeNumber, 'number'],
  [Duration, 'duration'],
  [Percent, 'percent'],
  [NumberRange, 'range'],
  [Address, 'address'],
  [Cidr, 'cidr'],
  [Port, 'port'],
  [Published, 'published'],
  [Endpoint, 'endpoint'],
  [Path, 'path'],
  [Operator, 'operator'],
  [StringText, 'string'],
  [UnclosedString, 'string'],
  [Prose, 'string'],
  [UnclosedProse, 'string'],
  [Other, 'other'],
]);

export const readValue = (reading: Reading, token: IToken): Value => ({
  kind: LOOKS.get(token.tokenType) ?? 'word',
  ...textOf(reading, token),
});

export function attributesOf(reading: Reading, blocks: AttributeBlockCstNode[] | undefined): Attribute[] {
  const block = blocks?.[0];
  if (block === undefined) return [];
  const { attribute, prose, leftover, unknownStatement } = block.children;
  reportLeftovers(reading, leftover);
  for (const unknown of unknownStatement ?? []) {
    const [first] = tokensOf(unknown);
    if (first !== undefined) reportUnexpected(reading, first, 'expected the name of an attribute');
  }
  const attributes: Attribute[] = [];
  for (const { node, text } of withProse(reading, attribute ?? [], prose)) {
    if (node !== undefined && node.recoveredNode !== true) attributes.push(attributeOf(reading, node, text));
  }
  return attributes;
}

function attributeOf(reading: Reading, node: AttributeCstNode, prose: Text | undefined): Attribute {
  const { Named, attributeItem } = node.children;
  const items = attributeItem?.filter((item) => item.recoveredNode !== true) ?? [];
  return {
    name: textOf(reading, Named[0]!),
    items: items.map((item) => attributeItemOf(reading, item)),
    ...(prose === undefined ? {} : { prose }),
    span: spanOfNode(reading, node),
  };
}

export function attributeItemOf(reading: Reading, node: AttributeItemCstNode): AttributeItem {
  const { Value: values = [], attributeBlock } = node.children;
  return {
    values: values.map((token) => readValue(reading, token)),
    ...(attributeBlock === undefined ? {} : { block: attributesOf(reading, attributeBlock) }),
    span: spanOfNode(reading, node),
  };
}

export function reportLeftovers(reading: Reading, leftovers: LeftoverCstNode[] | undefined): void {
  for (const leftover of leftovers ?? []) {
    const [first] = tokensOf(leftover);
    if (first === undefined || reading.errorsAt.has(first.startOffset)) continue;
    reportUnexpected(reading, first, 'the statement ends before it; another one begins on a line of its own');
  }
}

export function partyOf(reading: Reading, token: IToken): Party {
  const span = spanOfToken(reading, token);
  if (token.tokenType === Path) {
    const [host = '', name = ''] = token.image.split('/');
    return { kind: 'name', name, host, span };
  }
  if (token.tokenType === Address) return { kind: 'address', address: token.image, span };
  return { kind: 'name', name: meaning(token), span };
}

export function targetOf(reading: Reading, node: TargetCstNode): Target {
  const { TargetText: texts, Any: any } = node.children;
  const token = texts[0]!;
  const span = spanOfNode(reading, node);
  const { who, port } = splitEndpoint(reading, token);
  if (any !== undefined) {
    if (port !== undefined) reportUnexpected(reading, any[0]!, 'the target names its port already');
    return { who, port: { kind: 'any', span: spanOfToken(reading, any[0]!) }, span };
  }
  return { who, ...(port === undefined ? {} : { port }), span };
}

/** `laptop/web:80/tcp`: the party and its port. */
export function splitEndpoint(reading: Reading, token: IToken): { who: Party; port?: PortNode } {
  if (token.tokenType !== Endpoint) return { who: partyOf(reading, token) };
  const colon = token.image.lastIndexOf(':');
  const start = token.startOffset;
  const span = { file: reading.file, start, end: start + colon };
  const name = token.image.slice(0, colon);
  return { who: partyFromText(name, span), port: portFromText(reading, token, colon + 1) };
}

function partyFromText(text: string, span: Party['span']): Party {
  if (text.startsWith('[')) return { kind: 'address', address: text.slice(1, -1), span };
  if (/^\d+(\.\d+){3}$/.test(text)) return { kind: 'address', address: text, span };
  const slash = text.indexOf('/');
  if (slash < 0) return { kind: 'name', name: text, span };
  return { kind: 'name', host: text.slice(0, slash), name: text.slice(slash + 1), span };
}

/** A token such as `53/udp`, or `icmp`, or the part of an endpoint from an offset on. */
export function portFromText(reading: Reading, token: IToken, from = 0): PortNode {
  const span = {
    file: reading.file,
    start: token.startOffset + from,
    end: token.startOffset + token.image.length,
  };
  const text = token.image.slice(from);
  if (text === 'icmp') return { kind: 'icmp', span };
  const [ports = '', protocol = 'tcp'] = text.split('/');
  if (ports.includes('-')) {
    reading.diagnostics.push(
      diagnose('E0012', { what: 'this port', expected: 'one port, not a range' }, span),
    );
  }
  return { kind: 'port', port: Number.parseInt(ports, 10), protocol: protocol as Protocol, span };
}

/** The port of a claim or a fault that says `80/tcp`, `icmp` or `any`. */
export function portOf(
  reading: Reading,
  tokens: { readonly PortText?: IToken[]; readonly Icmp?: IToken[]; readonly Any?: IToken[] },
): PortNode {
  const any = tokens.Any?.[0];
  if (any !== undefined) return { kind: 'any', span: spanOfToken(reading, any) };
  return portFromText(reading, (tokens.PortText ?? tokens.Icmp)![0]!);
}

/** `laptop/probe$ nslookup store`: the place, and the rest of the line as it is. */
export function commandOf(reading: Reading, token: IToken): CommandLine {
  const { image, startOffset } = token;
  const dollar = image.indexOf('$');
  const slash = image.slice(0, dollar).indexOf('/');
  const piece = (from: number, to: number): Text => ({
    text: image.slice(from, to),
    span: { file: reading.file, start: startOffset + from, end: startOffset + to },
  });
  const rest = image.slice(dollar + 1);
  const from = dollar + 1 + (rest.length - rest.trimStart().length);
  return {
    host: piece(0, slash < 0 ? dollar : slash),
    ...(slash < 0 ? {} : { container: piece(slash + 1, dollar) }),
    command: piece(from, Math.max(from, image.trimEnd().length)),
    span: spanOfToken(reading, token),
  };
}

/** A whole number that fits the machine's; anything larger is reported and cut. */
export function wholeNumberOf(reading: Reading, token: IToken): number {
  const value = Number(token.image);
  if (Number.isSafeInteger(value)) return value;
  const params = { what: 'this number', expected: `at most ${Number.MAX_SAFE_INTEGER}` };
  reading.diagnostics.push(diagnose('E0012', params, spanOfToken(reading, token)));
  return Number.MAX_SAFE_INTEGER;
}

const UNIT_MS: { readonly [unit: string]: number } = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `1m30s` in milliseconds. */
export function millisecondsOf(token: IToken): number {
  let sum = 0;
  for (const [, amount, unit] of token.image.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    sum += Number(amount) * UNIT_MS[unit!]!;
  }
  return Math.round(sum);
}

/** Whether the word of a closed set stands in a node: `verbOf(children, ['up', 'down'])`. */
export function wordOf<W extends keyof typeof K>(
  children: { readonly [name: string]: unknown },
  words: readonly W[],
): W | undefined {
  return words.find((word) => children[K[word].name] !== undefined);
}

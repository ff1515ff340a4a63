import type { CstNode, IToken } from 'chevrotain';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type {
  ActionNode,
  Attribute,
  Declaration,
  Documented,
  NoteNode,
  Statement,
  StepNode,
  SwarmMember,
  Text,
} from '../ast.ts';
import type { ClaimNode } from '../ast-claim.ts';
import type {
  BodyCstNode,
  ComposeCstNode,
  DeclarationCstNode,
  ExerciseCstNode,
  InvariantCstNode,
  StatementCstNode,
  StepCstNode,
  StrayWordsCstNode,
  SwarmCstNode,
  SwarmMemberCstNode,
  UnknownStatementCstNode,
} from '../cst.generated.d.ts';
import { firstWords } from '../first-words.ts';
import { theParser } from '../parser/parser.ts';
import { Word } from '../tokens.ts';
import { actionOf } from './actions.ts';
import { claimOf } from './claims.ts';
import { type Reading, reportUnexpected, spanOfNode, spanOfToken, tokensOf } from './reading.ts';
import { textOf } from './text.ts';
import { attributesOf, commandOf, readValue, reportLeftovers, wholeNumberOf, wordOf } from './values.ts';
import { withProse } from './with-prose.ts';

/** The statements of a scenario or a step. */
export function statementsOf(reading: Reading, { children }: BodyCstNode): Statement[] {
  const { statement = [], prose, leftover, unknownStatement } = children;
  reportLeftovers(reading, leftover);
  reportUnknown(reading, unknownStatement, 'a scenario', 'statement');
  const statements: Statement[] = [];
  for (const { node, text } of withProse(reading, statement, prose)) {
    const read = node === undefined ? noteOf(text!) : statementOf(reading, node, text);
    if (read !== undefined) statements.push(read);
  }
  return statements;
}

const noteOf = (prose: Text): NoteNode => ({ kind: 'note', prose, span: prose.span });

/** Undefined when the parser gave up in it; a block that could be entered is kept. */
function statementOf(
  reading: Reading,
  node: StatementCstNode,
  prose: Text | undefined,
): Statement | undefined {
  if (node.recoveredNode === true) return undefined;
  const { children } = node;
  const documented: Documented = {
    ...(prose === undefined ? {} : { prose }),
    span: spanOfNode(reading, node),
  };
  if (children.declaration) return declarationOf(reading, children.declaration[0]!, documented);
  if (children.expect) {
    const claim = claimOf(reading, children.expect[0]!.children.claim[0]!);
    return claim && { ...documented, kind: 'expect', claim };
  }
  if (children.action) return { ...documented, ...actionOf(reading, children.action[0]!) };
  if (children.step) return stepOf(reading, children.step[0]!, documented);
  if (children.show) {
    return {
      ...documented,
      kind: 'show',
      command: commandOf(reading, children.show[0]!.children.Command[0]!),
    };
  }
  if (children.shows) {
    const ids = children.shows[0]!.children.nameList[0]!.children.Named;
    return { ...documented, kind: 'shows', ids: ids.map((token) => textOf(reading, token)) };
  }
  if (children.swarm) return swarmOf(reading, children.swarm[0]!, documented);
  if (children.compose) return composeOf(reading, children.compose[0]!, documented);
  if (children.invariant) return invariantOf(reading, children.invariant[0]!, documented);
  if (children.exercise) return exerciseOf(reading, children.exercise[0]!, documented);
  const seed = children.seed![0]!.children.WholeNumber[0]!;
  return { ...documented, kind: 'seed', seed: wholeNumberOf(reading, seed) };
}

const WHATS = ['host', 'client', 'lan', 'image', 'network', 'container', 'service'] as const;

function declarationOf(
  reading: Reading,
  { children, ...node }: DeclarationCstNode,
  documented: Documented,
): Declaration {
  const what = wordOf(children, WHATS)!;
  reportStrayWords(reading, children.strayWords);
  return {
    ...documented,
    kind: 'declaration',
    what,
    name: nameOf(reading, { children, ...node }, children.Value, what),
    attributes: attributesOf(reading, children.attributeBlock),
  };
}

/** A block without a name is kept, with an empty one, so that what is inside is read. */
export function nameOf(reading: Reading, node: CstNode, tokens: IToken[] | undefined, what: string): Text {
  const token = tokens?.[0];
  if (token !== undefined) return textOf(reading, token);
  const head = tokensOf(node)[0]!;
  reading.diagnostics.push(diagnose('E0007', { what }, spanOfToken(reading, head)));
  const end = head.startOffset + head.image.length;
  return { text: '', span: { file: reading.file, start: end, end } };
}

export function reportStrayWords(reading: Reading, stray: StrayWordsCstNode[] | undefined): void {
  const first = stray?.[0]?.children.Anything[0];
  if (first !== undefined) reportUnexpected(reading, first, 'expected `{`');
}

function stepOf(reading: Reading, node: StepCstNode, documented: Documented): StepNode {
  const { Quoted = [], Fails, strayWords, body } = node.children;
  const failsWith = Fails === undefined ? undefined : Quoted.at(-1);
  reportStrayWords(reading, strayWords);
  const named = failsWith === undefined || Quoted.length > 1 ? Quoted : undefined;
  return {
    ...documented,
    kind: 'step',
    name: nameOf(reading, node, named, 'step'),
    ...(failsWith === undefined ? {} : { failsWith: textOf(reading, failsWith) }),
    statements: statementsOf(reading, body[0]!),
  };
}

function swarmOf(reading: Reading, { children }: SwarmCstNode, documented: Documented): Statement {
  const { swarmMember = [], attribute = [], prose, leftover, unknownStatement } = children;
  reportLeftovers(reading, leftover);
  reportUnknown(reading, unknownStatement, 'a swarm', 'swarmMember');
  const nodes: SwarmMember[] = [];
  for (const { node, text } of withProse(reading, swarmMember, prose)) {
    if (node !== undefined && node.recoveredNode !== true) nodes.push(memberOf(reading, node, text));
  }
  const block = { name: 'attributeBlock', children: { LCurly: [], RCurly: [], attribute } } as const;
  return { ...documented, kind: 'swarm', attributes: attributesOf(reading, [block as never]), nodes };
}

function memberOf(reading: Reading, node: SwarmMemberCstNode, prose: Text | undefined): SwarmMember {
  const { children } = node;
  const role = wordOf(children, ['manager', 'worker'])!;
  reportStrayWords(reading, children.strayWords);
  return {
    role,
    name: nameOf(reading, node, children.Named, role),
    attributes: attributesOf(reading, children.attributeBlock),
    ...(prose === undefined ? {} : { prose }),
    span: spanOfNode(reading, node),
  };
}

/** What stands in the statement's line says the same as attributes in its block. */
function composeOptions(reading: Reading, children: ComposeCstNode['children']): readonly Attribute[] {
  const { composeName, composeProfiles, composeEnvironment } = children;
  const option = (name: string, node: CstNode | undefined, tokens: IToken[] = []): readonly Attribute[] => {
    if (node === undefined || tokens.length === 0) return [];
    const span = spanOfNode(reading, node);
    const items = tokens.map((token) => {
      const value = readValue(reading, token);
      return { values: [value], span: value.span };
    });
    return [{ name: { text: name, span }, items, span }];
  };
  return [
    ...option('project', composeName?.[0], composeName?.[0]?.children.Named),
    ...option('profile', composeProfiles?.[0], composeProfiles?.[0]?.children.Named),
    ...option('env', composeEnvironment?.[0], composeEnvironment?.[0]?.children.Quoted),
  ];
}

function composeOf(reading: Reading, { children }: ComposeCstNode, documented: Documented): Statement {
  const { Quoted, composeVerb, Named, Value: values = [], attributeBlock } = children;
  if (composeVerb === undefined) {
    const file = textOf(reading, Quoted![0]!);
    const attributes = [...composeOptions(reading, children), ...attributesOf(reading, attributeBlock)];
    return { ...documented, kind: 'compose', file, attributes };
  }
  return {
    ...documented,
    kind: 'compose-command',
    verb: wordOf(composeVerb[0]!.children, ['up', 'down', 'stop', 'start', 'recreate', 'scale'])!,
    project: textOf(reading, Named![0]!),
    arguments: values.map((token) => readValue(reading, token)),
  } satisfies ActionNode;
}

function invariantOf(reading: Reading, node: InvariantCstNode, documented: Documented): Statement {
  const { Quoted, strayWords, claim = [], leftover, unknownStatement } = node.children;
  reportStrayWords(reading, strayWords);
  reportLeftovers(reading, leftover);
  reportUnknown(reading, unknownStatement, 'an invariant', 'claim');
  return {
    ...documented,
    kind: 'invariant',
    name: nameOf(reading, node, Quoted, 'invariant'),
    claims: claimsOf(reading, claim),
  };
}

function exerciseOf(reading: Reading, node: ExerciseCstNode, documented: Documented): Statement {
  const { Quoted, strayWords, body } = node.children;
  reportStrayWords(reading, strayWords);
  return {
    ...documented,
    kind: 'exercise',
    name: nameOf(reading, node, Quoted, 'exercise'),
    statements: statementsOf(reading, body[0]!),
  };
}

export const claimsOf = (reading: Reading, nodes: Parameters<typeof claimOf>[1][]): ClaimNode[] =>
  nodes.map((node) => claimOf(reading, node)).filter((claim) => claim !== undefined);

const heads = new Map<string, string[]>();

/** One diagnostic for a line that begins no statement of its block, with the nearest that the block has. */
export function reportUnknown(
  reading: Reading,
  unknown: UnknownStatementCstNode[] | undefined,
  where: string,
  rule: string,
): void {
  for (const node of unknown ?? []) {
    const first = tokensOf(node)[0]!;
    const isWord = first.tokenType === Word || first.tokenType.CATEGORIES?.includes(Word) === true;
    if (!isWord) {
      reportUnexpected(reading, first, 'expected a statement');
      continue;
    }
    const known = heads.get(rule) ?? firstWords(theParser().getSerializedGastProductions(), rule);
    heads.set(rule, known);
    const near = didYouMean(first.image, known).slice(0, 2);
    const span = spanOfToken(reading, first);
    const fixes = near.map((text) => ({ title: `write \`${text}\``, span, text }));
    reading.diagnostics.push(diagnose('E0006', { word: first.image, where, near }, span, { fixes }));
  }
}

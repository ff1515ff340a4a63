import type { ActionNode, ConditionNode, Document, PropertyNode, ScenarioNode, Text } from '../ast.ts';
import type {
  FileCstNode,
  PropertyCstNode,
  PropertyStatementCstNode,
  ScenarioCstNode,
} from '../cst.generated.d.ts';
import { actionOf } from './actions.ts';
import { comparisonOf } from './comparison.ts';
import { type Reading, spanOfNode } from './reading.ts';
import { claimsOf, nameOf, reportStrayWords, reportUnknown, statementsOf } from './statements.ts';
import { textOf } from './text.ts';
import { attributesOf, readValue, reportLeftovers } from './values.ts';
import { withProse } from './with-prose.ts';

/** The concrete tree of a file to its syntax tree. */
export function documentOf(reading: Reading, { children }: FileCstNode): Document {
  const { fileStatement = [], prose, leftover, unknownStatement } = children;
  reportLeftovers(reading, leftover);
  reportUnknown(reading, unknownStatement, 'a file', 'fileStatement');
  const items: (ScenarioNode | PropertyNode)[] = [];
  for (const { node, text } of withProse(reading, fileStatement, prose)) {
    if (node === undefined || node.recoveredNode === true) continue;
    const { scenario, property } = node.children;
    if (scenario !== undefined) items.push(scenarioOf(reading, scenario[0]!, text));
    if (property !== undefined) items.push(propertyOf(reading, property[0]!, text));
  }
  const span = { file: reading.file, start: 0, end: reading.text.length };
  return { kind: 'document', file: reading.file, items, span };
}

function scenarioOf(reading: Reading, node: ScenarioCstNode, prose: Text | undefined): ScenarioNode {
  const { Named, strayWords, body } = node.children;
  reportStrayWords(reading, strayWords);
  return {
    kind: 'scenario',
    name: nameOf(reading, node, Named, 'scenario'),
    statements: statementsOf(reading, body[0]!),
    ...(prose === undefined ? {} : { prose }),
    span: spanOfNode(reading, node),
  };
}

function propertyOf(reading: Reading, node: PropertyCstNode, prose: Text | undefined): PropertyNode {
  const { Named, strayWords, propertyStatement = [], leftover, unknownStatement } = node.children;
  reportStrayWords(reading, strayWords);
  reportLeftovers(reading, leftover);
  reportUnknown(reading, unknownStatement, 'a property', 'propertyStatement');
  const parts = propertyStatement.filter((part) => part.recoveredNode !== true);
  return {
    kind: 'property',
    name: nameOf(reading, node, Named, 'property'),
    world: parts.flatMap(({ children }) =>
      attributesOf(reading, children.forAny?.[0]?.children.attributeBlock),
    ),
    variables: parts.flatMap((part) => variablesOf(reading, part)),
    where: parts.flatMap((part) => conditionsOf(reading, part)),
    when: parts.flatMap((part) => whenOf(reading, part)),
    reorder: parts.some(({ children }) => children.propertyWhen?.[0]?.children.Reorder !== undefined),
    claims: parts.flatMap(({ children }) =>
      claimsOf(reading, children.propertyExpect?.[0]?.children.claim ?? []),
    ),
    comparisons: parts.flatMap(({ children }) => {
      const [node] = children.propertyExpect ?? [];
      const comparison = node && comparisonOf(reading, node);
      return comparison ? [comparison] : [];
    }),
    ...(prose === undefined ? {} : { prose }),
    span: spanOfNode(reading, node),
  };
}

/** `for all a, b in containers`: the last name says what they range over. */
function variablesOf(reading: Reading, { children }: PropertyStatementCstNode): PropertyNode['variables'] {
  const names = children.forAll?.[0]?.children.Named ?? [];
  const texts = names.map((token) => textOf(reading, token));
  const range = texts.pop();
  return range === undefined ? [] : texts.map((name) => ({ name, in: range }));
}

function conditionsOf(reading: Reading, { children }: PropertyStatementCstNode): ConditionNode[] {
  const conditions = children.where?.[0]?.children.condition ?? [];
  return conditions.map((node) => ({
    words: node.children.Value.map((token) => readValue(reading, token)),
    span: spanOfNode(reading, node),
  }));
}

function whenOf(reading: Reading, { children }: PropertyStatementCstNode): ActionNode[] {
  const [node] = children.propertyWhen ?? [];
  const [action] = node?.children.action ?? [];
  if (node === undefined || action === undefined || node.recoveredNode === true) return [];
  return [{ ...actionOf(reading, action), span: spanOfNode(reading, action) }];
}

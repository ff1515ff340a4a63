import type { Claim } from '../../compiler/ir/claim.ts';
import type { RuleLine } from '../../runtime/explain/trace-line.ts';
import type { Fact } from '../../runtime/scenario/judge/fact.ts';
import type { JudgedClaim } from '../../runtime/scenario/result.ts';
import { packetPath } from './packet-path.ts';
import type { Check, MatrixBlock, PacketPath } from './page.ts';
import { questionOf } from './question-of.ts';

/** Ways of packets that one claim shows; those of equal targets look alike. */
const MOST_PATHS = 2;
const MOST_FACTS = 8;

/** A claim that held as a question with its answer; a matrix is a table of its own. */
export function checkOf(
  { claim, verdict }: JudgedClaim,
  keyOf: (place: string) => string,
): Check | MatrixBlock {
  const { facts } = verdict;
  const question = questionOf(claim);
  if (claim.kind === 'matrix') return matrixOf(claim, facts, question);
  const paths = claim.kind === 'reachable-only-from' ? [] : pathsOf(facts, keyOf);
  const output = claim.kind === 'prints' ? { output: relevantLines(claim, facts[0]?.outcome ?? '') } : {};
  return {
    question,
    answer: answerOf(claim, facts),
    details: detailsOf(claim, facts),
    claims: [claim.text],
    paths,
    ...output,
  };
}

function pathsOf(facts: readonly Fact[], keyOf: (place: string) => string): readonly PacketPath[] {
  const paths = facts.flatMap((fact) => packetPath(fact, keyOf) ?? []);
  const shape = ({ stops }: PacketPath) => stops.map(({ key }) => key).join(' ');
  return [...new Map(paths.reverse().map((path) => [shape(path), path])).values()]
    .reverse()
    .slice(0, MOST_PATHS);
}

function matrixOf(
  claim: Extract<Claim, { kind: 'matrix' }>,
  facts: readonly Fact[],
  question: string,
): MatrixBlock {
  const left = [...facts];
  return {
    kind: 'matrix',
    question,
    // The table itself stands beside it.
    claim: claim.text.replace(/\s*\{[\s\S]*$/, ''),
    columns: claim.columns.map(nameOf),
    rows: claim.rows.map(({ from, cells }) => ({
      name: nameOf(from),
      // Facts come cell by cell, and a cell that claims nothing has none.
      cells: cells.map(({ expected }) => (expected === '-' ? '–' : left.shift()!.expected)),
    })),
  };
}

const nameOf = (who: Extract<Claim, { kind: 'matrix' }>['columns'][number]): string =>
  'name' in who ? who.name : who.kind === 'address' ? who.address : who.kind;

function answerOf(claim: Claim, facts: readonly Fact[]): string {
  switch (claim.kind) {
    case 'reach':
    case 'connection':
      return ('holds' in claim ? claim.holds : claim.state === 'open') ? 'Yes.' : 'No.';
    case 'previous-address-silent':
      return 'No.';
    case 'runs':
      // It begins with the service's name, which is not ours to write with a capital.
      return `${outcomesOf(facts) || claim.text}.`;
    case 'resolve':
    case 'spread':
      return sentence(outcomesOf(facts) || claim.text);
    case 'has':
      return hasAnswer(claim, facts);
    case 'sees':
      return `\`${facts[0]?.actual ?? claim.as}\`.`;
    case 'reachable-only-from':
      return claim.only.length === 0
        ? 'Nobody.'
        : `Only ${claim.only.map((who) => `\`${nameOf(who)}\``).join(', ')}.`;
    case 'state':
      return sentence(`it is ${facts[0]?.actual ?? claim.state}`);
    case 'prints':
      return PRINTS_ANSWER[claim.test];
    case 'matrix':
      return '';
    default:
      return claim satisfies never;
  }
}

const PRINTS_ANSWER = {
  contains: 'It says:',
  lacks: 'No:',
  equals: 'It says:',
  matches: 'It says:',
  fails: 'It says:',
} as const;

function hasAnswer({ what, holds }: Extract<Claim, { kind: 'has' }>, facts: readonly Fact[]): string {
  const found = facts[0]?.outcome ?? '';
  if (what.kind === 'rule' || what.kind === 'listener') return holds ? 'Yes.' : 'No.';
  return found.startsWith('has ') ? `${found.slice(4)}.` : sentence(found);
}

/** Several who were asked may have said the same. */
const outcomesOf = (facts: readonly Fact[]): string =>
  [...new Set(facts.map(({ outcome }) => outcome))].join('; ');

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

/** Why an answer is as it is: who answered, which rule decided. */
function detailsOf(claim: Claim, facts: readonly Fact[]): readonly string[] {
  switch (claim.kind) {
    case 'reach':
    case 'sees':
    case 'previous-address-silent':
    case 'connection':
      return [...new Set(facts.flatMap(factLines))].slice(0, MOST_FACTS);
    case 'reachable-only-from':
      return shortened(
        facts.filter(({ actual }) => actual !== 'open').map(({ asked, actual }) => `${asked}: ${actual}`),
      );
    default:
      return [];
  }
}

const shortened = (lines: readonly string[]): readonly string[] => {
  const told = [...new Set(lines)];
  return told.length > MOST_FACTS
    ? [...told.slice(0, MOST_FACTS), `and ${told.length - MOST_FACTS} more`]
    : told;
};

function factLines({ asked, outcome, decidedBy }: Fact): readonly string[] {
  return [`${asked}: ${outcome}`, ...(decidedBy === undefined ? [] : [ruleSentence(decidedBy)])];
}

const ruleSentence = ({ table, chain, number, rule, why }: RuleLine): string =>
  `rule ${number} of \`${chain}\` in \`${table}\`: \`${rule}\`${why === undefined ? '' : ` (${why})`}`;

/** The lines of an output that the claim is about, or its beginning. */
function relevantLines(claim: Extract<Claim, { kind: 'prints' }>, output: string): string {
  const lines = output.split('\n');
  const fits = (line: string): boolean =>
    claim.test === 'matches' ? new RegExp(claim.expected).test(line) : line.includes(claim.expected);
  const chosen = claim.test === 'lacks' || claim.expected === '' ? [] : lines.filter(fits);
  const told = chosen.length > 0 ? chosen : lines;
  return told.length > MOST_FACTS ? [...told.slice(0, MOST_FACTS), '…'].join('\n') : told.join('\n');
}

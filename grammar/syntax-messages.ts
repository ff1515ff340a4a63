import type { IParserErrorMessageProvider, IToken, TokenType } from 'chevrotain';
import { EOF, tokenLabel } from 'chevrotain';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { NewLine, RCurly, Semicolon } from './tokens.ts';

/** The most words that a list of what was expected names. */
const MOST = 8;

/** What the parser says of an error is the help of its diagnostic: what could stand there instead. */
export const syntaxMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, actual }) => helpFor([expected], actual),
  buildNotAllInputParsedMessage: () => '',
  buildNoViableAltMessage: ({ expectedPathsPerAlt, actual }) =>
    helpFor(firsts(expectedPathsPerAlt.flat()), actual[0]),
  buildEarlyExitMessage: ({ expectedIterationPaths, actual }) =>
    helpFor(firsts(expectedIterationPaths), actual[0]),
};

const firsts = (paths: readonly (readonly TokenType[])[]) =>
  paths.flatMap((path) => (path[0] === undefined ? [] : [path[0]]));

function helpFor(expected: readonly TokenType[], actual: IToken | undefined): string {
  const labels = [...new Set(expected.map(tokenLabel))];
  const words = labels.filter((label) => label.startsWith('`')).map((label) => label.slice(1, -1));
  const near =
    actual === undefined || endsStatement(actual) ? [] : didYouMean(actual.image, words).slice(0, 2);
  if (near.length > 0) return `did you mean ${near.map((word) => `\`${word}\``).join(' or ')}?`;
  const shown = labels.length > MOST ? [...labels.slice(0, MOST), 'others'] : labels;
  return `expected ${listed(shown)}`;
}

export const listed = (labels: readonly string[]) =>
  labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}`;

export function endsStatement(token: IToken): boolean {
  const { tokenType } = token;
  return tokenType === NewLine || tokenType === Semicolon || tokenType === RCurly || tokenType === EOF;
}

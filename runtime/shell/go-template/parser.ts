import { readNumber, readString } from './constant.ts';
import { functions } from './functions.ts';
import { goQuote } from './go-quote.ts';
import { type Lexer, nextToken, openLexer, type Token, type TokenKind } from './lexer.ts';
import type { Branch, Command, Node, Operand, Pipe } from './syntax.ts';

export interface Template {
  readonly source: string;
  readonly nodes: readonly Node[];
}

export type ParsedTemplate =
  | { readonly kind: 'ok'; readonly template: Template }
  /** Go's text: `template: :1: unclosed action`. */
  | { readonly kind: 'error'; readonly message: string };

const longestTemplate = 64 * 1024;
const deepestNesting = 100;

/** The first mistake is kept and turns every later token into the end, so that all functions return. */
interface Parser {
  readonly lexer: Lexer;
  readonly pushedBack: Token[];
  variables: string[];
  rangeDepth: number;
  depth: number;
  /** Where the last token stands, for the line in an error text. */
  position: number;
  error: string | undefined;
}

/** Parses the subset of Go's text/template that docker's formats use; `define` and `template` are refused. */
export function parseTemplate(source: string): ParsedTemplate {
  if (source.length > longestTemplate)
    return { kind: 'error', message: 'template: :1: the template is too long' };
  const parser: Parser = {
    lexer: openLexer(source),
    pushedBack: [],
    variables: ['$'],
    rangeDepth: 0,
    depth: 0,
    position: 0,
    error: undefined,
  };
  const { nodes, ending } = parseNodes(parser);
  if (ending.kind !== 'end') {
    expectClose(parser, ending.text);
    fail(parser, `unexpected {{${ending.text}}}`);
  }
  if (parser.error !== undefined) {
    const line = source.slice(0, parser.position).split('\n').length;
    return { kind: 'error', message: `template: :${line}: ${parser.error}` };
  }
  return { kind: 'ok', template: { source, nodes } };
}

/** Reads nodes up to the end, or to an `else` or `end`, which is consumed and returned. */
function parseNodes(parser: Parser): { nodes: Node[]; ending: Token } {
  const nodes: Node[] = [];
  for (;;) {
    const token = next(parser);
    if (token.kind === 'text') {
      if (token.text !== '') nodes.push({ kind: 'text', text: token.text });
      continue;
    }
    if (token.kind === 'error') fail(parser, token.text);
    if (token.kind !== 'open') return { nodes, ending: token };
    const word = nextNonSpace(parser);
    if (word.kind === 'word' && (word.text === 'else' || word.text === 'end')) return { nodes, ending: word };
    pushBack(parser, word);
    const node = parseAction(parser, word);
    if (node) nodes.push(node);
  }
}

function parseAction(parser: Parser, word: Token): Node | undefined {
  if (word.kind === 'word') {
    switch (word.text) {
      case 'if':
      case 'with':
      case 'range':
        nextNonSpace(parser);
        return parseControl(parser, word.text);
      case 'break':
      case 'continue':
        nextNonSpace(parser);
        if (parser.rangeDepth === 0) fail(parser, `{{${word.text}}} outside {{range}}`);
        expectClose(parser, word.text);
        return { kind: word.text };
      case 'define':
      case 'template':
      case 'block':
        fail(parser, `{{${word.text}}} is not simulated`);
        return undefined;
    }
  }
  return { kind: 'action', pipe: parsePipe(parser, 'command', 'close') };
}

function parseControl(parser: Parser, kind: 'if' | 'with' | 'range'): Node {
  const known = parser.variables.length;
  enter(parser);
  const pipe = parsePipe(parser, kind, 'close');
  if (kind === 'range') parser.rangeDepth += 1;
  const { nodes: body, ending } = parseNodes(parser);
  if (kind === 'range') parser.rangeDepth -= 1;
  const otherwise = parseRest(parser, kind, ending);
  parser.depth -= 1;
  parser.variables.length = Math.min(parser.variables.length, known);
  const branch: Branch = { pipe, body, otherwise };
  return { kind, ...branch };
}

/** What follows a branch's body: `{{end}}`, `{{else}}...{{end}}` or `{{else if ...}}...`. */
function parseRest(parser: Parser, kind: 'if' | 'with' | 'range', ending: Token): readonly Node[] {
  if (ending.kind === 'end') fail(parser, 'unexpected EOF');
  if (ending.text === 'end') expectClose(parser, 'end');
  if (ending.text !== 'else') return [];
  const word = nextNonSpace(parser);
  // Only a branch of the same kind chains: `else if` behind `if`, `else with` behind `with`.
  if (word.text === kind && kind !== 'range') return [parseControl(parser, kind)];
  pushBack(parser, word);
  expectClose(parser, 'else');
  const { nodes, ending: last } = parseNodes(parser);
  if (last.kind === 'end') fail(parser, 'unexpected EOF');
  else if (last.text !== 'end') fail(parser, `expected end; found {{${last.text}}}`);
  else expectClose(parser, 'end');
  return nodes;
}

function parsePipe(parser: Parser, context: string, end: TokenKind): Pipe {
  enter(parser);
  const { variables, assigns } = parseDeclarations(parser, context);
  const commands: Command[] = [];
  const first = peekNonSpace(parser);
  for (;;) {
    const token = nextNonSpace(parser);
    if (token.kind === end) break;
    pushBack(parser, token);
    const command = startsOperand.has(token.kind) ? parseCommand(parser) : undefined;
    if (!command) {
      unexpected(parser, nextNonSpace(parser), context);
      break;
    }
    commands.push(command);
  }
  checkStages(parser, commands, context);
  parser.depth -= 1;
  parser.variables.push(...(assigns ? [] : variables));
  const prefix = variables.length > 0 ? `${variables.join(', ')} ${assigns ? '=' : ':='} ` : '';
  const text = prefix + commands.map((command) => command.text).join(' | ');
  return { variables, assigns, commands, position: first.position, text };
}

const startsOperand: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'character',
  'dot',
  'field',
  'word',
  'number',
  'raw-string',
  'string',
  'variable',
  'left-paren',
]);

function parseDeclarations(parser: Parser, context: string): { variables: string[]; assigns: boolean } {
  const variables: string[] = [];
  for (;;) {
    const variable = nextNonSpace(parser);
    if (variable.kind !== 'variable') {
      pushBack(parser, variable);
      return { variables, assigns: false };
    }
    const after = next(parser);
    const sign = after.kind === 'space' ? nextNonSpace(parser) : after;
    if (sign.kind === 'declare' || sign.kind === 'assign') {
      variables.push(variable.text);
      return { variables, assigns: sign.kind === 'assign' };
    }
    if (sign.text !== ',' || sign.kind !== 'other') {
      pushBack(parser, sign);
      if (after !== sign) pushBack(parser, after);
      pushBack(parser, variable);
      return { variables, assigns: false };
    }
    variables.push(variable.text);
    if (context !== 'range' || variables.length > 1) fail(parser, `too many declarations in ${context}`);
  }
}

function checkStages(parser: Parser, commands: readonly Command[], context: string): void {
  if (commands.length === 0) fail(parser, `missing value for ${context}`);
  for (const [index, { operands }] of commands.entries()) {
    const executable = !['constant', 'dot', 'nil'].includes(operands[0].kind);
    if (index > 0 && !executable) fail(parser, `non executable command in pipeline stage ${index + 1}`);
  }
}

function parseCommand(parser: Parser): Command | undefined {
  const operands: Operand[] = [];
  for (;;) {
    const operand = parseOperand(parser);
    if (operand) operands.push(operand);
    const token = next(parser);
    if (token.kind === 'space') {
      // Blanks before the end of the command are not followed by an operand.
      const after = peekNonSpace(parser);
      if (startsOperand.has(after.kind)) continue;
      if (after.kind === 'pipe') nextNonSpace(parser);
      else if (after.kind !== 'close' && after.kind !== 'right-paren') unexpected(parser, after, 'operand');
    } else if (token.kind === 'close' || token.kind === 'right-paren') pushBack(parser, token);
    else if (token.kind !== 'pipe') unexpected(parser, token, 'operand');
    break;
  }
  const [first, ...rest] = operands;
  if (!first) return undefined;
  const text = operands.map((operand) => operand.text).join(' ');
  return { operands: [first, ...rest], position: first.position, text };
}

function parseOperand(parser: Parser): Operand | undefined {
  const term = parseTerm(parser);
  if (!term) return undefined;
  const names: string[] = [];
  const first = next(parser);
  pushBack(parser, first);
  for (let token = next(parser); ; token = next(parser)) {
    if (token.kind !== 'field') {
      pushBack(parser, token);
      break;
    }
    names.push(token.text.slice(1));
  }
  if (names.length === 0) return term;
  const text = `${term.text}.${names.join('.')}`;
  // Go names the place of a chain by its second link.
  const located = { text, position: first.position };
  switch (term.kind) {
    case 'field':
      return { ...term, ...located, names: [...term.names, ...names] };
    case 'variable':
      return { ...term, ...located, names };
    case 'pipe': {
      // Behind parentheses Go's errors name what stands last within them.
      const { position, text: within } = term.pipe.commands.at(-1) ?? term;
      return { ...term, position, text: within, names };
    }
    default:
      fail(parser, `unexpected . after term ${goQuote(term.text)}`);
      return undefined;
  }
}

function parseTerm(parser: Parser): Operand | undefined {
  const token = nextNonSpace(parser);
  const located = { position: token.position, text: token.text };
  switch (token.kind) {
    case 'word':
      return parseWord(parser, token);
    case 'dot':
      return { kind: 'dot', ...located };
    case 'variable':
      if (!parser.variables.includes(token.text)) fail(parser, `undefined variable ${goQuote(token.text)}`);
      return { kind: 'variable', name: token.text, names: [], ...located };
    case 'field':
      return { kind: 'field', names: [token.text.slice(1)], ...located };
    case 'number': {
      const value = readNumber(token.text);
      if (typeof value === 'number' && Math.abs(value) >= 2 ** 63)
        fail(parser, `integer overflow: "${token.text}"`);
      return { kind: 'constant', value, ...located };
    }
    case 'raw-string':
      return { kind: 'constant', value: token.text.slice(1, -1), ...located };
    case 'string': {
      const value = readString(token.text);
      if (value === undefined) fail(parser, 'invalid syntax');
      return { kind: 'constant', value: value ?? '', ...located };
    }
    case 'character': {
      const value = readString(token.text) ?? '';
      if ([...value].length !== 1) fail(parser, `malformed character constant: ${token.text}`);
      return { kind: 'constant', value: value.codePointAt(0) ?? 0, ...located };
    }
    case 'left-paren': {
      const pipe = parsePipe(parser, 'parenthesized pipeline', 'right-paren');
      return { kind: 'pipe', pipe, names: [], position: token.position, text: `(${pipe.text})` };
    }
    default:
      pushBack(parser, token);
      return undefined;
  }
}

function parseWord(parser: Parser, { text, position }: Token): Operand {
  if (text === 'true' || text === 'false')
    return { kind: 'constant', value: text === 'true', position, text };
  if (text === 'nil') return { kind: 'nil', position, text };
  if (!functions.has(text)) fail(parser, `function ${goQuote(text)} not defined`);
  return { kind: 'function', name: text, position, text };
}

function expectClose(parser: Parser, context: string): void {
  const token = nextNonSpace(parser);
  if (token.kind !== 'close') unexpected(parser, token, context);
}

const keywords = new Set([
  'if',
  'else',
  'end',
  'range',
  'with',
  'break',
  'continue',
  'define',
  'template',
  'block',
  'nil',
]);

function unexpected(parser: Parser, token: Token, context: string): void {
  if (token.kind === 'error') fail(parser, token.text);
  else fail(parser, `unexpected ${describe(token)} in ${context}`);
}

function describe({ kind, text }: Token): string {
  if (kind === 'end') return 'EOF';
  if (kind === 'dot' || (kind === 'word' && keywords.has(text))) return `<${text}>`;
  return text.length > 10 ? `${goQuote(text.slice(0, 10))}...` : goQuote(text);
}

function fail(parser: Parser, message: string): void {
  if (parser.error !== undefined) return;
  parser.error = message;
  parser.pushedBack.length = 0;
}

function enter(parser: Parser): void {
  parser.depth += 1;
  if (parser.depth > deepestNesting) fail(parser, `nested deeper than ${deepestNesting}`);
}

function next(parser: Parser): Token {
  if (parser.error !== undefined) return { kind: 'end', text: '', position: parser.lexer.source.length };
  const token = parser.pushedBack.pop() ?? nextToken(parser.lexer);
  parser.position = token.position;
  return token;
}

function pushBack(parser: Parser, token: Token): void {
  if (parser.error === undefined) parser.pushedBack.push(token);
}

function nextNonSpace(parser: Parser): Token {
  const token = next(parser);
  return token.kind === 'space' ? next(parser) : token;
}

function peekNonSpace(parser: Parser): Token {
  const token = nextNonSpace(parser);
  pushBack(parser, token);
  return token;
}

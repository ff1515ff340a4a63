import { createToken, type ITokenConfig, Lexer, type TokenType } from 'chevrotain';
import { type Keyword, type KeywordGroup, keywordGroups } from './keywords.ts';
import { matchUnclosedProse, matchUnclosedString } from './unclosed.ts';

/** A token ends where the next character is a space, a separator, a quote or the start of a comment. */
const END = '(?![^\\s{};,"#])';
const atom = (form: string) => new RegExp(`(?:${form})${END}`);

const OCTETS = '\\d{1,3}(?:\\.\\d{1,3}){3}';
const IPV6 =
  '(?=[0-9A-Fa-f:.]*::|(?:[0-9A-Fa-f]{1,4}:){7}|(?:[0-9A-Fa-f]{1,4}:){6}\\d+\\.)[0-9A-Fa-f:]+(?:[\\d.]+)?(?:%\\w+)?';
const NAME = '\\w[\\w.-]*';
const PORTS = '\\d+(?:-\\d+)?';
const PROTOCOL = '/(?:tcp|udp|sctp)';

/** Labels are what a message says: "expected a name". Scopes are TextMate's. */
const scopes = new Map<TokenType, string>();
function token(config: ITokenConfig & { readonly scope?: string }): TokenType {
  const { scope, ...rest } = config;
  const type = createToken(rest);
  if (scope !== undefined) scopes.set(type, scope);
  return type;
}
const abstract = (name: string, label: string, ...categories: TokenType[]) =>
  token({ name, label, pattern: Lexer.NA, categories });

// What a token may stand for. A category is what the grammar asks for; the tokens below are what is written.

/** Anything but braces and the end of a statement: what is skipped when a line cannot be read. */
export const Anything = abstract('Anything', 'anything');
export const Value = abstract('Value', 'a value', Anything);
export const Party = abstract('Party', 'a name or an address', Value);
export const TargetText = abstract('TargetText', 'a name or an address, with a port or without', Value);
export const PortText = abstract('PortText', 'a port such as 80 or 53/udp', Value);
export const Quoted = abstract('Quoted', 'a text in quotes', Value);
export const Named = abstract('Named', 'a name', Value);
export const StatementEnd = abstract('StatementEnd', 'the end of the statement');

// The end of a line or a `;`. `statement-ends.ts` keeps a newline only where it ends a statement.

export const NewLine = token({
  name: 'NewLine',
  label: 'the end of the line',
  pattern: /(?:\r\n|\r|\n)\s*/,
  line_breaks: true,
  categories: [StatementEnd],
});
export const Semicolon = token({ name: 'Semicolon', label: '`;`', pattern: ';', categories: [StatementEnd] });
export const Space = token({
  name: 'Space',
  pattern: /[ \t\v\f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/,
  group: Lexer.SKIPPED,
});
export const Comment = token({
  name: 'Comment',
  pattern: /#[^\r\n]*/,
  group: 'comments',
  scope: 'comment.line',
});

export const LCurly = token({ name: 'LCurly', label: '`{`', pattern: '{' });
export const RCurly = token({ name: 'RCurly', label: '`}`', pattern: '}' });
export const Comma = token({ name: 'Comma', label: '`,`', pattern: ',', categories: [Anything] });

// Prose and strings. An unclosed one is a token too, so that it costs one diagnostic.

export const Prose = token({
  name: 'Prose',
  label: 'prose in `"""`',
  pattern: /"""[\s\S]*?"""/,
  line_breaks: true,
  categories: [Quoted],
  scope: 'string.quoted.triple',
});
export const UnclosedProse = token({
  name: 'UnclosedProse',
  label: 'prose without its closing `"""`',
  pattern: matchUnclosedProse,
  start_chars_hint: ['"'],
  line_breaks: true,
  categories: [Quoted, Prose],
});
export const StringText = token({
  name: 'StringText',
  label: 'a text in quotes',
  pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"/,
  categories: [Quoted, Named, Party, TargetText],
  scope: 'string.quoted.double',
});
export const UnclosedString = token({
  name: 'UnclosedString',
  label: 'a text without its closing quote',
  pattern: matchUnclosedString,
  start_chars_hint: ['"'],
  line_breaks: false,
  categories: [Quoted, Named, Party, TargetText],
});

export const Word = token({
  name: 'Word',
  label: 'a name',
  pattern: atom('[A-Za-z_][\\w.-]*'),
  categories: [Named, Party, TargetText],
  scope: 'variable.other',
});

// Numbers.

export const WholeNumber = token({
  name: 'WholeNumber',
  label: 'a whole number',
  pattern: atom('\\d+'),
  categories: [PortText],
  scope: 'constant.numeric',
});
export const Duration = token({
  name: 'Duration',
  label: 'a duration such as 10s',
  pattern: atom('(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h|d))+'),
  categories: [Value],
  scope: 'constant.numeric',
});
export const Percent = token({
  name: 'Percent',
  label: 'a percentage such as 10%',
  pattern: atom('\\d+(?:\\.\\d+)?%'),
  categories: [Value],
  scope: 'constant.numeric',
});
export const NumberRange = token({
  name: 'NumberRange',
  label: 'a range such as 1..3',
  pattern: atom('\\d+\\.\\.\\d+'),
  categories: [Value],
  scope: 'constant.numeric',
});

// Addresses and ports as Docker writes them.

export const Cidr = token({
  name: 'Cidr',
  label: 'an address with a prefix length',
  pattern: atom(`(?:${OCTETS}|${IPV6})/\\d{1,3}`),
  start_chars_hint: [...'0123456789abcdefABCDEF:'],
  categories: [Value],
  scope: 'constant.numeric.address',
});
export const Address = token({
  name: 'Address',
  label: 'an IP address',
  pattern: atom(`${OCTETS}|${IPV6}`),
  start_chars_hint: [...'0123456789abcdefABCDEF:'],
  categories: [Party, TargetText],
  scope: 'constant.numeric.address',
});
export const Port = token({
  name: 'Port',
  label: 'a port such as 53/udp',
  pattern: atom(`${PORTS}${PROTOCOL}|\\d+-\\d+`),
  categories: [PortText],
  scope: 'constant.numeric.port',
});
export const Published = token({
  name: 'Published',
  label: 'a published port such as 8080:80',
  pattern: atom(`(?:(?:${OCTETS}|\\[[0-9A-Fa-f:.]+\\]):)?(?:${PORTS})?:${PORTS}(?:${PROTOCOL})?`),
  start_chars_hint: [...'0123456789[:'],
  categories: [Value],
  scope: 'constant.numeric.port',
});
/** A name that begins with a digit, `4th-floor`, is asked last, since numbers and addresses do so too. */
export const DigitWord = token({
  name: 'DigitWord',
  label: 'a name',
  pattern: atom('\\d[\\w.-]*'),
  categories: [Named, Party, TargetText],
  scope: 'variable.other',
});
export const Endpoint = token({
  name: 'Endpoint',
  label: 'a name with its port, such as api:8080',
  pattern: atom(`(?:${NAME}(?:/${NAME})?|\\[[0-9A-Fa-f:.]+\\]):(?:${PORTS}(?:${PROTOCOL})?|icmp)`),
  categories: [TargetText],
  scope: 'variable.other.endpoint',
});
export const Path = token({
  name: 'Path',
  label: 'a name on a host, such as laptop/web',
  pattern: atom(`${NAME}/${NAME}`),
  categories: [Party, TargetText],
  scope: 'variable.other.path',
});
export const Command = token({
  name: 'Command',
  label: 'a command line such as laptop$ docker ps',
  pattern: /[A-Za-z0-9_][\w.-]*(?:\/[\w.-]+)?\$(?=\s|$)(?:\\\r?\n|[^\r\n])*/,
  line_breaks: true,
  categories: [Anything],
  scope: 'string.unquoted.command',
});
export const Operator = token({
  name: 'Operator',
  label: '`==` or `!=`',
  pattern: atom('==|!='),
  categories: [Value],
  scope: 'keyword.operator',
});
/** Any other run of characters: `key=value`, `nginx:1.25`, a MAC address. */
export const Other = token({
  name: 'Other',
  label: 'a value',
  pattern: /[^\s{};,"#]+/,
  start_chars_hint: atomStarts(),
  categories: [Value],
});

/**
 * Where `Other` may start, since the lexer cannot tell from its complement set. The lexer puts all characters above 255
 * into one bucket per 255 of them; one character of each bucket stands for all.
 */
function atomStarts(): number[] {
  const low = Array.from({ length: 256 }, (_, code) => code);
  const high = Array.from({ length: 256 }, (_, bucket) => 256 + bucket * 255);
  return [...low.filter((code) => !/[\s{};,"#]/.test(String.fromCharCode(code))), ...high, 0xffff];
}

const camel = (word: string) => word.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
const keywordScope: { readonly [group in KeywordGroup]: string } = {
  declaration: 'storage.type',
  story: 'keyword.control',
  claim: 'keyword.control',
  action: 'support.function',
  verb: 'keyword.operator.word',
  noun: 'support.constant',
  particle: 'keyword.other',
};

/**
 * A token type as `createToken` makes it, but for the relations between categories: Chevrotain works those out anew for
 * all of a category at each call, which takes a tenth of a cold start. The lexer does it for all keywords at once.
 */
function keyword(word: string, group: KeywordGroup): TokenType {
  const type = { name: camel(word), LABEL: `\`${word}\``, PATTERN: Lexer.NA, CATEGORIES: [Word] };
  scopes.set(type, keywordScope[group]);
  return type;
}

/** Keyword tokens by their word. The lexer finds words; `scan.ts` looks them up here. */
export const K = Object.fromEntries(
  Object.entries(keywordGroups).flatMap(([group, words]) =>
    words.map((word) => [word, keyword(word, group as KeywordGroup)]),
  ),
) as { readonly [word in Keyword]: TokenType };

export const keywordTypes: ReadonlyMap<string, TokenType> = new Map(Object.entries(K));

/** What the lexer tries, in this order: the first that matches wins. */
export const lexerTokens: readonly TokenType[] = [
  Space,
  NewLine,
  LCurly,
  RCurly,
  Semicolon,
  Comma,
  Comment,
  Prose,
  UnclosedProse,
  StringText,
  UnclosedString,
  Word,
  WholeNumber,
  Duration,
  Percent,
  NumberRange,
  Cidr,
  Address,
  Port,
  Published,
  DigitWord,
  Endpoint,
  Path,
  Command,
  Operator,
  Other,
];

export const vocabulary: readonly TokenType[] = [
  Anything,
  Value,
  Party,
  TargetText,
  PortText,
  Quoted,
  Named,
  StatementEnd,
  ...lexerTokens,
  ...Object.values(K),
];

/** TextMate scope of a token type, for `generate.ts`. */
export const scopeOf = (type: TokenType): string | undefined => scopes.get(type);

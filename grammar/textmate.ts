import type { TokenType } from 'chevrotain';
import { keywordTypes, lexerTokens, scopeOf } from './tokens.ts';

interface Rule {
  readonly name: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
}

/** Highlighting for editors that read TextMate grammars: the tokens of the language with their scopes. */
export function textMateGrammar() {
  const keywords = byScope();
  const keywordRules: Rule[] = [...keywords].map(([scope, entries]) => ({
    name: `${scope}.dnet`,
    match: `(?<![\\w.-])(?:${entries.map(([word]) => word).join('|')})(?![^\\s{};,"#])`,
  }));
  return {
    name: 'dnet',
    scopeName: 'source.dnet',
    fileTypes: ['dnet'],
    patterns: [...prose, ...keywordRules, ...lexerTokens.flatMap(ruleOf)],
  };
}

const prose: readonly Rule[] = [{ name: 'string.quoted.triple.dnet', begin: '"""', end: '"""' }];

/** Tokens that span lines are not for one regular expression; those with custom patterns have none. */
function ruleOf(type: TokenType): Rule[] {
  const scope = scopeOf(type);
  if (scope === undefined || !(type.PATTERN instanceof RegExp) || type.name === 'Prose') return [];
  return [{ name: `${scope}.dnet`, match: type.PATTERN.source }];
}

function byScope(): Map<string, [string, TokenType][]> {
  const groups = new Map<string, [string, TokenType][]>();
  for (const entry of keywordTypes) {
    const scope = scopeOf(entry[1]) ?? '';
    groups.set(scope, [...(groups.get(scope) ?? []), entry]);
  }
  return groups;
}

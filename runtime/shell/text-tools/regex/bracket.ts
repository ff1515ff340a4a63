const classes: Readonly<Record<string, RegExp>> = {
  alpha: /\p{L}/u,
  digit: /[0-9]/,
  alnum: /[\p{L}\p{Nd}]/u,
  upper: /\p{Lu}/u,
  lower: /\p{Ll}/u,
  space: /[ \t\n\v\f\r]/,
  blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/,
  print: /[^\p{C}]/u,
  graph: /[^\p{C}\p{Z}]/u,
  cntrl: /\p{Cc}/u,
  xdigit: /[0-9A-Fa-f]/,
};

export type Bracket =
  | { readonly kind: 'ok'; readonly has: (character: string) => boolean; readonly end: number }
  | { readonly kind: 'error'; readonly error: string };

/** Reads `[a-z[:digit:]]`, whose `[` is at `start`. */
export function parseBracket(pattern: readonly string[], start: number): Bracket {
  if (pattern[start + 1] === undefined) return { kind: 'error', error: 'Invalid regular expression' };
  const negated = pattern[start + 1] === '^';
  const first = start + (negated ? 2 : 1);
  const tests: ((character: string) => boolean)[] = [];
  let at = first;
  while (at < pattern.length && (pattern[at] !== ']' || at === first)) {
    const named = namedClass(pattern, at);
    if (named) {
      const expression = Object.hasOwn(classes, named.name) ? classes[named.name] : undefined;
      if (!expression) return { kind: 'error', error: 'Invalid character class name' };
      tests.push((character) => expression.test(character));
      at = named.end;
      continue;
    }
    const low = pattern[at] ?? '';
    const isRange = pattern[at + 1] === '-' && pattern[at + 2] !== undefined && pattern[at + 2] !== ']';
    const high = isRange ? (pattern[at + 2] ?? '') : low;
    if (order(high) < order(low)) return { kind: 'error', error: 'Invalid range end' };
    tests.push((character) => order(character) >= order(low) && order(character) <= order(high));
    at += isRange ? 3 : 1;
  }
  if (at >= pattern.length) return { kind: 'error', error: 'Unmatched [, [^, [:, [., or [=' };
  return { kind: 'ok', has: (character) => tests.some((test) => test(character)) !== negated, end: at + 1 };
}

function namedClass(pattern: readonly string[], at: number): { name: string; end: number } | undefined {
  if (pattern[at] !== '[' || pattern[at + 1] !== ':') return undefined;
  const close = pattern.findIndex(
    (character, index) => index > at + 1 && character === ':' && pattern[index + 1] === ']',
  );
  return close < 0 ? undefined : { name: pattern.slice(at + 2, close).join(''), end: close + 2 };
}

function order(character: string): number {
  return character.codePointAt(0) ?? 0;
}

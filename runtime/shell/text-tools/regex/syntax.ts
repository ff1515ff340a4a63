/** A POSIX regular expression. Groups count from 1. */
export type Regex =
  | { readonly kind: 'set'; readonly has: (character: string) => boolean }
  | { readonly kind: 'assertion'; readonly where: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly Regex[] }
  | { readonly kind: 'choice'; readonly options: readonly Regex[] }
  | { readonly kind: 'repeat'; readonly item: Regex; readonly min: number; readonly max: number }
  | { readonly kind: 'group'; readonly index: number; readonly item: Regex };

export type Assertion = 'line-start' | 'line-end' | 'word-edge' | 'word-inside' | 'word-start' | 'word-end';

export function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}

import { findMatch, type Match } from './match.ts';
import { type Flavour, parseRegex } from './parse.ts';
import { compile } from './program.ts';

/** A compiled expression, whose searches take time in proportion to the text. */
export interface PosixRegex {
  /** The leftmost-longest match at or behind `from`, in characters. */
  readonly find: (text: readonly string[], from: number) => Match | undefined;
}

export type CompiledRegex =
  | { readonly kind: 'ok'; readonly regex: PosixRegex }
  | { readonly kind: 'error'; readonly error: string };

/** Compiles a pattern; errors are in glibc's words. */
export function compileRegex(pattern: string, flavour: Flavour, ignoreCase = false): CompiledRegex {
  const parsed = parseRegex(pattern, flavour, ignoreCase);
  if (parsed.kind === 'error') return parsed;
  const program = compile(parsed.regex);
  if (!program) return { kind: 'error', error: 'Regular expression too big' };
  return { kind: 'ok', regex: { find: (text, from) => findMatch(program, text, from) } };
}

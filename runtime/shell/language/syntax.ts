/**
 * The syntax tree of a shell script. Offsets are UTF-16, ends exclusive, into the text given to
 * `parseScript`;
 * command substitutions nest, and their offsets are into the same text.
 */
interface Located {
  readonly start: number;
  readonly end: number;
}

export interface Script extends Located {
  readonly kind: 'script';
  readonly lists: readonly AndOrList[];
}

export interface AndOrList extends Located {
  readonly kind: 'and-or';
  readonly first: Pipeline;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly pipeline: Pipeline }[];
}

export interface Pipeline extends Located {
  readonly kind: 'pipeline';
  readonly negated: boolean;
  readonly commands: readonly Command[];
}

export type Command = SimpleCommand | Group | ForLoop | WhileLoop | Conditional;

export interface SimpleCommand extends Located {
  readonly kind: 'simple';
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
}

/** `( ... )`, whose variables end with it, or `{ ...; }`, whose variables stay. */
interface Group extends Located {
  readonly kind: 'group';
  readonly subshell: boolean;
  readonly body: Script;
  readonly redirections: readonly Redirection[];
}

export interface ForLoop extends Located {
  readonly kind: 'for';
  readonly variable: string;
  readonly words: readonly Word[];
  readonly body: Script;
  readonly redirections: readonly Redirection[];
}

export interface WhileLoop extends Located {
  readonly kind: 'while';
  /** `until`: runs while the condition fails. */
  readonly until: boolean;
  readonly condition: Script;
  readonly body: Script;
  readonly redirections: readonly Redirection[];
}

export interface Conditional extends Located {
  readonly kind: 'if';
  readonly branches: readonly { readonly condition: Script; readonly body: Script }[];
  readonly otherwise: Script | undefined;
  readonly redirections: readonly Redirection[];
}

export interface Assignment extends Located {
  readonly name: string;
  readonly value: Word;
}

/** `both` is bash's `&>`: standard output and standard error into one file. */
export type Redirection = Located &
  (
    | { readonly kind: 'input'; readonly target: Word }
    | { readonly kind: 'here-string'; readonly target: Word }
    | {
        readonly kind: 'output';
        readonly fd: 1 | 2 | 'both';
        readonly append: boolean;
        readonly target: Word;
      }
    | { readonly kind: 'duplicate'; readonly fd: 1 | 2; readonly to: 1 | 2 }
  );

export interface Word extends Located {
  readonly kind: 'word';
  readonly parts: readonly WordPart[];
}

/** An unquoted part is split into fields when it came from an expansion, and its `*?[` match file names. */
export type WordPart =
  | { readonly kind: 'literal'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly quoted: boolean;
      /** `${name:-word}` and, without `forEmpty`, `${name-word}`. */
      readonly fallback: { readonly text: string; readonly forEmpty: boolean } | undefined;
    }
  | { readonly kind: 'substitution'; readonly body: Script; readonly quoted: boolean };

/** Why a text is not a script. `offset` is where the trouble stands. */
export type ShellSyntaxError =
  | { readonly kind: 'unexpected-token'; readonly token: string; readonly offset: number }
  | { readonly kind: 'unexpected-end'; readonly offset: number }
  | { readonly kind: 'unterminated'; readonly closing: string; readonly offset: number }
  | { readonly kind: 'bad-substitution'; readonly text: string; readonly offset: number }
  | { readonly kind: 'unsupported'; readonly construct: string; readonly offset: number };

/** The kinds of flag values that Docker's command line uses, by pflag's names and rules. */
type FlagType =
  | 'bool'
  | 'string'
  | 'int'
  | 'uint'
  | 'uint16'
  | 'float'
  /** Go's `1h30m`; the value is in nanoseconds. */
  | 'duration'
  /** Comma-separated and repeatable: `--subnet a,b --subnet c`. */
  | 'strings'
  /** Repeatable, commas kept: `--label a=1,2`. */
  | 'list'
  /** Repeatable `key=value`; without `=` the value is empty. */
  | 'map';

export interface FlagSpec {
  readonly name: string;
  readonly shorthand?: string;
  readonly type: FlagType;
  readonly usage: string;
  /**
   * The value when the flag is not given, as it would be typed; help shows it unless it is its type's zero.
   */
  readonly default?: string;
  /** What help calls the value, when it is not the type: `filter`, `bytes`, `port`. */
  readonly typeName?: string;
  /** What help shows as the default, when it is neither `default` nor the type's own. */
  readonly shownDefault?: string;
  readonly hidden?: boolean;
  /** Says what to use instead; the flag works, is not in the help, and its use prints a notice. */
  readonly deprecated?: string;
  /** Why one given value is not acceptable, as the text behind `invalid argument "x" for "--flag" flag: `. */
  readonly validate?: (value: string) => string | undefined;
}

/** How many arguments a command takes behind its flags. */
export type ArgumentsRule =
  | { readonly kind: 'any' }
  | { readonly kind: 'exact'; readonly count: number }
  | { readonly kind: 'min'; readonly count: number }
  | { readonly kind: 'max'; readonly count: number }
  | { readonly kind: 'range'; readonly min: number; readonly max: number };

export interface CommandSpec {
  /** `docker network create`. */
  readonly path: string;
  /** What follows `Usage:  `, the path included. */
  readonly usage: string;
  readonly short: string;
  /** All names of the command, itself included, as help lists them. */
  readonly aliases?: readonly string[];
  readonly args: ArgumentsRule;
  readonly flags: readonly FlagSpec[];
  /** False: everything from the first argument on is an argument (`docker run IMAGE -x`). */
  readonly interspersed?: boolean;
}

/** A command that only has commands below it: `docker network`. */
export interface GroupSpec {
  readonly path: string;
  readonly short: string;
  readonly commands: readonly { readonly name: string; readonly short: string }[];
}

import { type ILookaheadStrategy, LLkLookaheadStrategy } from 'chevrotain';

type Build<K extends keyof ILookaheadStrategy> = ILookaheadStrategy[K];

/**
 * Chevrotain's own lookahead, worked out where a file first asks for it: most files use few of the rules, and to work all
 * of them out takes longer than to read a small file.
 */
export class LazyLookahead extends LLkLookaheadStrategy implements ILookaheadStrategy {
  override buildLookaheadForAlternation: Build<'buildLookaheadForAlternation'> = (options) =>
    lazily(() => super.buildLookaheadForAlternation(options));
  override buildLookaheadForOptional: Build<'buildLookaheadForOptional'> = (options) =>
    lazily(() => super.buildLookaheadForOptional(options));
}

/** Chevrotain calls lookahead functions with the parser as `this`. */
function lazily<T extends (this: never, ...args: never[]) => unknown>(build: () => T): T {
  let built: T | undefined;
  return function (this: never, ...args: never[]) {
    built ??= build();
    return built.apply(this, args);
  } as T;
}

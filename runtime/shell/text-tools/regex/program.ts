import type { Assertion, Regex } from './syntax.ts';

/** One step of a compiled expression. Targets are positions in the program. */
export type Instruction =
  | { readonly op: 'set'; readonly has: (character: string) => boolean }
  | { readonly op: 'assertion'; readonly where: Assertion }
  /** Goes on at both places; the first is preferred. */
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  /** Notes where a group begins (even slot) or ends (odd slot). */
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'match' };

const longestProgram = 20_000;

/** Compiles an expression; undefined when its repeats make it too long. */
export function compile(regex: Regex): readonly Instruction[] | undefined {
  const program: Instruction[] = [];
  emit(regex, program);
  program.push({ op: 'match' });
  return program.length > longestProgram ? undefined : program;
}

function emit(regex: Regex, program: Instruction[]): void {
  if (program.length > longestProgram) return;
  switch (regex.kind) {
    case 'set':
      program.push({ op: 'set', has: regex.has });
      return;
    case 'assertion':
      program.push({ op: 'assertion', where: regex.where });
      return;
    case 'sequence':
      for (const item of regex.items) emit(item, program);
      return;
    case 'group':
      program.push({ op: 'save', slot: regex.index * 2 });
      emit(regex.item, program);
      program.push({ op: 'save', slot: regex.index * 2 + 1 });
      return;
    case 'choice':
      emitChoice(regex.options, program);
      return;
    case 'repeat':
      emitRepeat(regex.item, regex.min, regex.max, program);
      return;
  }
}

function emitChoice(options: readonly Regex[], program: Instruction[]): void {
  const [first, ...rest] = options;
  if (!first) return;
  if (rest.length === 0) {
    emit(first, program);
    return;
  }
  const split = { op: 'split' as const, first: program.length + 1, second: 0 };
  program.push(split);
  emit(first, program);
  const jump = { op: 'jump' as const, to: 0 };
  program.push(jump);
  split.second = program.length;
  emitChoice(rest, program);
  jump.to = program.length;
}

function emitRepeat(item: Regex, min: number, max: number, program: Instruction[]): void {
  for (let count = 0; count < min; count += 1) emit(item, program);
  if (max === Number.POSITIVE_INFINITY) {
    const start = program.length;
    const split = { op: 'split' as const, first: start + 1, second: 0 };
    program.push(split);
    emit(item, program);
    program.push({ op: 'jump', to: start });
    split.second = program.length;
    return;
  }
  const splits = [];
  for (let count = min; count < max && program.length <= longestProgram; count += 1) {
    const split = { op: 'split' as const, first: program.length + 1, second: 0 };
    splits.push(split);
    program.push(split);
    emit(item, program);
  }
  for (const split of splits) split.second = program.length;
}

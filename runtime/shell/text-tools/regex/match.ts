import type { Instruction } from './program.ts';
import { type Assertion, isWordCharacter } from './syntax.ts';

/**
 * Places are counted in characters of the text. `groups[0]` is the whole match; a group without part in it
 * is absent.
 */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (readonly [number, number] | undefined)[];
}

/** A way through the program: where it stands, and the places noted for each group. */
interface Thread {
  readonly at: number;
  readonly slots: readonly (number | undefined)[];
}

/**
 * The leftmost and there the longest match at or behind `from`, as POSIX asks. All ways through the program
 * advance together, one character at a time: the time grows with text times program, whatever the pattern.
 */
export function findMatch(
  program: readonly Instruction[],
  text: readonly string[],
  from: number,
): Match | undefined {
  let threads: Thread[] = [];
  let best: Thread | undefined;
  for (let place = from; place <= text.length; place += 1) {
    const seen = new Set<number>();
    const current: Thread[] = [];
    for (const thread of threads) follow(program, text, place, thread, seen, current);
    if (!best) follow(program, text, place, { at: 0, slots: [place] }, seen, current);
    threads = [];
    for (const thread of current) {
      if (best && startOf(thread) > startOf(best)) continue;
      const instruction = program[thread.at];
      if (instruction?.op === 'match')
        best = longer(best, { ...thread, slots: withSlot(thread.slots, 1, place) });
      else if (instruction?.op === 'set' && place < text.length && instruction.has(text[place] ?? '')) {
        threads.push({ at: thread.at + 1, slots: thread.slots });
      }
    }
    if (best && threads.length === 0) break;
  }
  return best && toMatch(best);
}

/** Follows jumps, splits and assertions up to the next character; the first to reach a place keeps it. */
function follow(
  program: readonly Instruction[],
  text: readonly string[],
  place: number,
  from: Thread,
  seen: Set<number>,
  reached: Thread[],
): void {
  const pending: Thread[] = [from];
  for (let thread = pending.pop(); thread; thread = pending.pop()) {
    const { at, slots } = thread;
    const instruction = program[at];
    if (!instruction || seen.has(at)) continue;
    seen.add(at);
    switch (instruction.op) {
      case 'jump':
        pending.push({ at: instruction.to, slots });
        break;
      case 'split':
        pending.push({ at: instruction.second, slots }, { at: instruction.first, slots });
        break;
      case 'save':
        pending.push({ at: at + 1, slots: withSlot(slots, instruction.slot, place) });
        break;
      case 'assertion':
        if (holds(instruction.where, text, place)) pending.push({ at: at + 1, slots });
        break;
      default:
        reached.push(thread);
    }
  }
}

function holds(where: Assertion, text: readonly string[], place: number): boolean {
  const before = isWordCharacter(text[place - 1]);
  const after = isWordCharacter(text[place]);
  switch (where) {
    case 'line-start':
      return place === 0;
    case 'line-end':
      return place === text.length;
    case 'word-edge':
      return before !== after;
    case 'word-inside':
      return before === after;
    case 'word-start':
      return !before && after;
    case 'word-end':
      return before && !after;
  }
}

function startOf(thread: Thread): number {
  return thread.slots[0] ?? 0;
}

function longer(best: Thread | undefined, thread: Thread): Thread {
  if (!best || startOf(thread) < startOf(best)) return thread;
  return (thread.slots[1] ?? 0) > (best.slots[1] ?? 0) ? thread : best;
}

function withSlot(
  slots: readonly (number | undefined)[],
  slot: number,
  place: number,
): readonly (number | undefined)[] {
  const copy = [...slots];
  copy[slot] = place;
  return copy;
}

function toMatch({ slots }: Thread): Match {
  const groups: ([number, number] | undefined)[] = [];
  for (let slot = 0; slot < slots.length; slot += 2) {
    const [start, end] = [slots[slot], slots[slot + 1]];
    groups.push(start === undefined || end === undefined ? undefined : [start, end]);
  }
  return { start: slots[0] ?? 0, end: slots[1] ?? 0, groups };
}

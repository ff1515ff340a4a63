import { randomBelow } from '../random.ts';
import type { RandomState } from '../world.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** `length` digits to the base 36, the first of them no higher than a random 128-bit number's (swarmkit identity/randomid.go). */
export function randomBase36(random: RandomState, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += DIGITS[randomBelow(random, DIGITS.length)];
  return text;
}

/** The id of anything that managers keep: 25 digits. */
export const swarmId = (random: RandomState): string => randomBase36(random, 25);

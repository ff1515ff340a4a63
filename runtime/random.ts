import type { RandomState } from './world.ts';

/** sfc32 (Chris Doty-Humphrey, PractRand): small, fast, and its state is four integers that clone with the world. */
export function nextUint32(state: RandomState): number {
  const t = (((state.a + state.b) | 0) + state.counter) | 0;
  state.counter = (state.counter + 1) | 0;
  state.a = state.b ^ (state.b >>> 9);
  state.b = (state.c + (state.c << 3)) | 0;
  state.c = (state.c << 21) | (state.c >>> 11);
  state.c = (state.c + t) | 0;
  return t >>> 0;
}

export function seedRandom(seed: number): RandomState {
  const state: RandomState = { a: 0, b: seed | 0, c: 0x9e3779b9 | 0, counter: 1 };
  for (let i = 0; i < 12; i++) nextUint32(state);
  return state;
}

/** A whole number from 0 to `below` - 1. */
export const randomBelow = (state: RandomState, below: number): number =>
  Math.floor((nextUint32(state) / 2 ** 32) * below);

const HEX = '0123456789abcdef';

/** `length` hexadecimal digits: an id, a veth suffix. */
export function randomHex(state: RandomState, length: number): string {
  const codes: number[] = [];
  while (codes.length < length) {
    const word = nextUint32(state);
    for (let shift = 28; shift >= 0 && codes.length < length; shift -= 4)
      codes.push(HEX.charCodeAt((word >>> shift) & 15));
  }
  return String.fromCharCode(...codes);
}

/** Fisher and Yates; the input stays as it is. */
export function shuffled<T>(state: RandomState, items: readonly T[]): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = randomBelow(state, i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

/** A unicast, locally administered hardware address, as the kernel gives a link that brings none. */
export function randomMac(state: RandomState): number {
  const first = (nextUint32(state) & 0xfc) | 0x02;
  const high = first * 256 + (nextUint32(state) & 0xff);
  return high * 2 ** 32 + nextUint32(state);
}

import type { World } from '../../world.ts';

/** A moment that never was, as Go prints it. */
const NEVER = '0001-01-01T00:00:00Z';

/** Virtual milliseconds as RFC 3339, as Go prints it: fractions without trailing zeros. */
export function timestamp(world: World, at: number | undefined): string {
  if (at === undefined) return NEVER;
  return new Date(world.epoch + at).toISOString().replace(/\.?0*Z$/, 'Z');
}

/** The seconds since the epoch. */
export const unixSeconds = (world: World, at: number): number => Math.floor((world.epoch + at) / 1000);

/** `2026/11/23 23:30:52`: how Go's and socat's logs say it. */
export const logTime = (world: World): string =>
  new Date(world.epoch + world.now).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');

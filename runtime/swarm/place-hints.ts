import type { World } from '../world.ts';

/** Somebody tells where a real scheduler put tasks: where nodes are equal, they are put there again. */
export function rememberPlaces(world: World, places: { readonly [task: string]: readonly string[] }): void {
  for (const [task, hosts] of Object.entries(places)) world.placeHints.set(task, [...hosts]);
}

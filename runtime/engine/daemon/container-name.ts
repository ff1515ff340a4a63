import { randomBelow } from '../../random.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { conflict, invalid, type Refusal } from './answer.ts';

const CHARACTERS = '[a-zA-Z0-9][a-zA-Z0-9_.-]';
const VALID = new RegExp(`^${CHARACTERS}+$`);

/** Why a name cannot be given to a container; undefined when it can. Two characters are the least. */
export function refuseName(engine: Engine, requested: string): Refusal | undefined {
  const name = requested.replace(/^\//, '');
  if (!VALID.test(name))
    return invalid(`Invalid container name (${requested}), only ${CHARACTERS} are allowed`);
  const id = engine.containerNames.get(name);
  if (id === undefined) return undefined;
  return conflict(
    `Conflict. The container name "/${name}" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`,
  );
}

const ADJECTIVES = [
  'amazing',
  'bold',
  'brave',
  'clever',
  'dreamy',
  'eager',
  'gentle',
  'happy',
  'keen',
  'quiet',
];
const PEOPLE = [
  'curie',
  'darwin',
  'dijkstra',
  'euler',
  'hopper',
  'knuth',
  'lovelace',
  'noether',
  'ritchie',
  'turing',
];

/**
 * A name for a container that was given none: an adjective and a scientist; the short id when five are taken.
 */
export function inventName(world: World, engine: Engine, id: string): string {
  for (let tries = 0; tries < 5; tries++) {
    const adjective = ADJECTIVES[randomBelow(world.random, ADJECTIVES.length)]!;
    const name = `${adjective}_${PEOPLE[randomBelow(world.random, PEOPLE.length)]!}`;
    if (refuseName(engine, name) === undefined) return name;
  }
  return id.slice(0, 12);
}

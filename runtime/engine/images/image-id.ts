import { randomHex, seedRandom } from '../../random.ts';

/** `sha256:` and 64 digits: always the same for the same name, so that two hosts agree on an image. */
export function imageId(name: string): string {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return `sha256:${randomHex(seedRandom(hash), 64)}`;
}

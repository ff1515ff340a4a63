import { withoutTaskId } from '../picture/task-name.ts';
import type { KnownName } from './page.ts';
import type { BoxView, Topology } from './topology.ts';

/** Every machine, container and network of a story, with the addresses that it has at any time of it. */
export function namesOf(topologies: readonly Topology[]): readonly KnownName[] {
  const names = new Map<string, { name: string; words: Set<string> }>();
  const add = (key: string, name: string, words: readonly string[]): void => {
    const known = names.get(key) ?? { name, words: new Set() };
    names.set(key, known);
    for (const word of [name, ...words]) if (word !== '') known.words.add(word);
  };
  for (const { machines, networks } of topologies) {
    for (const machine of machines) {
      add(
        machine.name,
        machine.name,
        machine.cards.map(({ address }) => address.split('/')[0]!),
      );
      for (const box of machine.boxes)
        add(box.key, box.name, [box.key, withoutTaskId(box.name), ...addressesOf(box)]);
    }
    for (const { key, name, bridge, gateway } of networks) add(key, name, [bridge ?? '', gateway ?? '']);
  }
  return withoutTwins([...names].map(([key, { name, words }]) => ({ key, name, words: [...words] })));
}

const addressesOf = ({ attachments }: BoxView): readonly string[] =>
  attachments.map(({ address }) => address);

/** A word that means two things lights up the first of them only. */
function withoutTwins(names: readonly KnownName[]): readonly KnownName[] {
  const taken = new Set<string>();
  return names.map(({ words, ...known }) => {
    const own = words.filter((word) => !taken.has(word));
    for (const word of own) taken.add(word);
    return { ...known, words: own };
  });
}

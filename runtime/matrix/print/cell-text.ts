import type { Cell } from '../probe-target.ts';

/** `open`; `open via 192.168.1.31:8080` where only the host's published port works; else why not. */
export const cellText = ({ word, way, door }: Cell): string =>
  word === 'open' && way === 'published' ? `via :${door.slice(door.lastIndexOf(':') + 1)}` : word;

export const isOpen = ({ word }: Cell): boolean => word === 'open';

/** What the words of a table mean, for those that it uses. */
const MEANINGS: { readonly [word: string]: string } = {
  via: 'through the port that is published on the host, and no other way',
  isolated: 'they have no network in common',
  internal: 'a network without a way out stands between them',
  'port-unpublished': 'only published ports are let in from outside',
  refused: 'the address answers, and nothing listens on the port',
  closed: 'accepted, and closed without an answer: a proxy without a backend',
  timeout: 'no answer comes',
  unreachable: 'nobody has the address, or no route leads there',
  other: 'somebody else answers there',
  down: 'the container does not run',
};

/** The meanings of the words that the texts of cells use, in the order of the list above. */
export function meaningsOf(texts: readonly string[]): readonly (readonly [word: string, meaning: string])[] {
  const words = new Set(texts.map((text) => text.split(' ')[0]));
  return Object.entries(MEANINGS).filter(([word]) => words.has(word));
}

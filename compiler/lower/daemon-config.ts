import { jsonFormOf } from '../attributes/daemon-keys.ts';
import { type Block, flagOf, textsOf } from '../bind/entity.ts';
import type { JsonValue } from '../ir/surroundings.ts';

/** The keys of a `daemon { ... }` block as daemon.json has them. */
export function daemonConfigOf(block: Block): { readonly [key: string]: JsonValue } {
  const keys = [...new Set(block.uses.map((use) => use.name))];
  return Object.fromEntries(keys.map((key) => [key, jsonOf(block, key)]));
}

function jsonOf(block: Block, key: string): JsonValue {
  const form = jsonFormOf(key);
  const texts = textsOf(block, key);
  switch (form) {
    case 'text':
      return texts[0] ?? '';
    case 'number':
      return Number(texts[0]);
    case 'flag':
      return flagOf(block, key) ?? false;
    case 'texts':
      return texts;
    case 'pools':
      return texts.map((text) => {
        const [base = '', , size] = text.split(' ');
        return { base, size: Number(size) };
      });
    default:
      return form satisfies never;
  }
}

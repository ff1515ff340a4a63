import type { Who } from '../../compiler/ir/claim.ts';
import { parseIp } from '../address/ip.ts';
import type { World } from '../world.ts';

/**
 * Whom a word means: a container first, then a machine, an address, and last a name that only a lookup knows.
 */
export function whoIs(world: World, word: string): Who {
  if (word === 'internet' || word === 'localhost') return { kind: word };
  const [host, name] = word.split('/');
  for (const engine of world.engines.values())
    for (const container of engine.containers.values()) {
      if (container.name === word) return { kind: 'container', name: word };
      if (engine.host === host && container.name === name) return { kind: 'container', name, host };
    }
  if (world.kernel.machines.has(word)) return { kind: 'host', name: word };
  return parseIp(word) === undefined ? { kind: 'dns-name', name: word } : { kind: 'address', address: word };
}

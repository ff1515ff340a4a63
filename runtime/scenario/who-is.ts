import type { Who } from '../../compiler/ir/claim.ts';
import { parseIp } from '../address/ip.ts';
import type { World } from '../world.ts';
import { findService } from './swarm-parties.ts';

/**
 * Whom a word means: a container first, then a service or a task, a machine, an address, and last a name that only a lookup
 * knows.
 */
export function whoIs(world: World, word: string): Who {
  if (word === 'internet' || word === 'localhost') return { kind: word };
  const [host, name] = word.split('/');
  for (const engine of world.engines.values())
    for (const container of engine.containers.values()) {
      if (container.name === word) return { kind: 'container', name: word };
      if (engine.host === host && container.name === name) return { kind: 'container', name, host };
    }
  const [, service = '', slot] = /^(.+)\.(\d+)$/.exec(word) ?? [];
  if (findService(world, service)) return { kind: 'task', service, slot: Number(slot) };
  if (findService(world, word)) return { kind: 'service', name: word };
  if (host && name && findService(world, name)) return { kind: 'task', service: name, host };
  if (world.kernel.machines.has(word)) return { kind: 'host', name: word };
  return parseIp(word) === undefined ? { kind: 'dns-name', name: word } : { kind: 'address', address: word };
}

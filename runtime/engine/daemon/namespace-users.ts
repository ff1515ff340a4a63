import type { NetnsId } from '../../kernel/kernel.ts';
import type { Engine } from '../engine.ts';

/**
 * Whether a process of any container is in this namespace. The kernel keeps a namespace that one is in: a
 * container which shared another's goes on in it when the other stops, with `lo` alone.
 */
export function isNamespaceInUse(engine: Engine, netns: NetnsId): boolean {
  for (const container of engine.containers.values()) {
    if (container.netns === netns && container.state.pid !== 0) return true;
  }
  return false;
}

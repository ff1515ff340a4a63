import { type Engine, versionOf } from '../engine.ts';
import { invalid, notFound, type Refusal } from './answer.ts';
import type { Container } from './container.ts';

/** The container that a full id, a name or an unambiguous prefix of an id means, in this order. */
export function findContainer(engine: Engine, term: string): Container | Refusal {
  if (term === '') return invalid(`invalid name or ID supplied: ""`);
  const byId = engine.containers.get(term);
  if (byId) return byId;
  const named = engine.containerNames.get(term.replace(/^\//, ''));
  if (named !== undefined) return engine.containers.get(named)!;
  const matches = [...engine.containers.values()].filter((container) => container.id.startsWith(term));
  if (matches.length > 1) return invalid(versionOf(engine).daemon.texts.ambiguousContainer(term));
  return matches[0] ?? notFound(`No such container: ${term}`);
}

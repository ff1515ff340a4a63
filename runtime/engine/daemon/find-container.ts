import { type Engine, versionOf } from '../engine.ts';
import { invalid, notFound, type Refusal } from './answer.ts';
import type { Container } from './container.ts';

/** The container that a full id, a name or an unambiguous prefix of an id means, in this order. */
export function findContainer(engine: Engine, term: string): Container | Refusal {
  if (term === '') return invalid(`invalid name or ID supplied: ""`);
  const byId = engine.containers.get(term);
  if (byId) return byId;
  const name = term.replace(/^\//, '');
  const all = [...engine.containers.values()];
  const byName = all.find((container) => container.name === name);
  if (byName) return byName;
  const matches = all.filter((container) => container.id.startsWith(term));
  if (matches.length > 1) return invalid(versionOf(engine).daemon.texts.ambiguousContainer(term));
  return matches[0] ?? notFound(`No such container: ${term}`);
}

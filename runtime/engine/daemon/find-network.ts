import type { Engine } from '../engine.ts';
import type { Network } from '../libnetwork/network.ts';
import { invalid, notFound, type Refusal } from './answer.ts';

/** The network that a full id, a name or an unambiguous prefix of an id means, in this order. */
export function findNetwork(engine: Engine, term: string): Network | Refusal {
  const all = [...engine.controller.networks.values()];
  const byId = all.find((network) => network.id === term);
  if (byId) return byId;
  const byName = all.filter((network) => network.name === term);
  if (byName.length > 1)
    return invalid(`network ${term} is ambiguous (${byName.length} matches found on name)`);
  const byPrefix = term === '' ? [] : all.filter((network) => network.id.startsWith(term));
  if (byName.length === 0 && byPrefix.length > 1)
    return invalid(`network ${term} is ambiguous (${byPrefix.length} matches found based on ID prefix)`);
  return byName[0] ?? byPrefix[0] ?? notFound(`network ${term} not found`);
}

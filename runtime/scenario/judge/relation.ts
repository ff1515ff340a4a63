import type { Container } from '../../engine/daemon/container.ts';
import { joinedContainer } from '../../engine/daemon/network-mode.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Parties } from '../../explain/reasons.ts';
import type { Party } from '../party.ts';

/** What two parties are to each other: the part of a reason that no single packet shows. */
export function relationOf(from: Party, to: Party): Parties {
  const [a, b] = [networksOf(from), networksOf(to)];
  return {
    ...(a && b && { apart: !a.some((network) => b.includes(network)) }),
    proberInternal: a !== undefined && a.length > 0 && a.every((id) => isInternal(from, id)),
  };
}

const isInternal = ({ engine }: Party, network: string): boolean =>
  engine?.controller.networks.get(network)?.internal ?? false;

/** Ids of the networks that a container is attached to; undefined for anybody else. */
function networksOf(party: Party): readonly string[] | undefined {
  if (party.container === undefined || party.engine === undefined) return undefined;
  const owner = sandboxOwner(party.engine, party.container);
  return [...owner.networks.values()].map(({ networkId }) => networkId);
}

/** A container that joined another one's namespace has that one's networks. */
function sandboxOwner(engine: Engine, container: Container): Container {
  const joined = joinedContainer(container.hostConfig.NetworkMode);
  const other = joined === undefined ? undefined : engine.containers.get(joined);
  return other === undefined ? container : sandboxOwner(engine, other);
}

import type { World } from '../../../world.ts';
import type { Engine } from '../../engine.ts';
import type { DriverName, DriverNetwork, NetworkDraft } from '../network.ts';
import { done, internal, invalid, type Refusal, type Result } from '../result.ts';
import { deviceOf } from './device-names.ts';
import { ensureParent } from './parent-link.ts';
import type { ParentNetwork } from './parent-network.ts';

/** In what macvlan and ipvlan differ when a network is made. */
export interface ParentKind {
  readonly driver: Extract<DriverName, 'macvlan' | 'ipvlan'>;
  /** The option that names the mode, the modes, the default first. */
  readonly modeOption: string;
  readonly modes: readonly string[];
  /** Of the dummy that stands in for a parent: `dm`, `di`. */
  readonly dummyPrefix: string;
}

export function createParentNetwork(
  world: World,
  engine: Engine,
  network: NetworkDraft,
  kind: ParentKind,
): Result<DriverNetwork> {
  const [defaultMode = ''] = kind.modes;
  const mode = network.options[kind.modeOption] || defaultMode;
  if (!kind.modes.includes(mode))
    return internal(
      `requested ${kind.driver} mode '${mode}' is not valid, '${defaultMode}' mode is the ${kind.driver} driver default`,
    );
  const parent = parentName(network, kind);
  if (parent === 'lo') return invalid(`loopback interface is not a valid ${kind.driver} parent link`);
  const conflict = parentConflict(engine, network, kind, parent);
  if (conflict) return conflict;
  const isDummy = parent === deviceOf(kind.dummyPrefix, network);
  const link = ensureParent(world, engine.host, parent, isDummy);
  if (!link.ok) return link;
  return done({
    kind: 'parent',
    parent: {
      parent,
      link: link.value.link,
      madeParent: link.value.made,
      mode,
      closed: network.internal || isDummy,
    },
  });
}

/** A dummy of its own where no parent is named. */
function parentName(network: NetworkDraft, kind: ParentKind): string {
  return network.options.parent || deviceOf(kind.dummyPrefix, network);
}

function parentConflict(
  engine: Engine,
  network: NetworkDraft,
  kind: ParentKind,
  parent: string,
): Refusal | undefined {
  for (const other of engine.controller.networks.values()) {
    const { driverNetwork } = other;
    if (other.driver !== kind.driver || other.id === network.id || driverNetwork.kind !== 'parent') continue;
    if (driverNetwork.parent.parent !== parent) continue;
    const name = deviceOf(kind.dummyPrefix, other);
    const using = `network ${name} is already using parent interface ${parent}`;
    return internal(using);
  }
  return undefined;
}

/** What the driver made of a network; another driver's network here is a broken invariant. */
export function parentOf({
  driverNetwork,
  name,
}: {
  readonly driverNetwork: DriverNetwork;
  readonly name: string;
}): ParentNetwork {
  if (driverNetwork.kind !== 'parent') throw new Error(`${name} has no parent link`);
  return driverNetwork.parent;
}

import type * as ast from '../../grammar/ast.ts';
import type { ComposeProject } from '../compose/project.ts';
import { type Entity, textOf } from './entity.ts';

/** A scenario with its names bound: what the rules look at and what lowering reads. */
export interface BoundScenario {
  readonly node: ast.ScenarioNode;
  /** Everything that has a name, in source order. */
  readonly entities: readonly Entity[];
  /** Commands make things whose names no text tells, so that an unknown name may be right. */
  readonly open: boolean;
  /** The projects of its `compose` statements. */
  readonly projects: ReadonlyMap<ast.ComposeNode, ComposeProject>;
}

/** The host of a scenario that declares none. */
export const DEFAULT_HOST = 'localhost';

export const hostsOf = ({ entities }: Pick<BoundScenario, 'entities'>): readonly Entity[] =>
  entities.filter((entity) => entity.kind === 'host');

/** Where everything lives that does not say: the only host, else the first manager. */
export function mainHost(scenario: Pick<BoundScenario, 'entities'>): string {
  const hosts = hostsOf(scenario);
  const manager = hosts.find((host) => host.swarmRole === 'manager');
  return (manager ?? hosts[0])?.name ?? DEFAULT_HOST;
}

/** Where a network, container or service lives. */
export const hostOf = (scenario: Pick<BoundScenario, 'entities'>, entity: Entity): string =>
  entity.madeOn ?? textOf(entity.block, 'host') ?? mainHost(scenario);

import type { ContainerSpec } from '../../compiler/ir/action.ts';
import type { Scenario } from '../../compiler/ir/ir.ts';
import type { Ip } from '../address/ip.ts';
import type { World } from '../world.ts';

/** A scenario being played: its world, and what its claims must remember of the past. */
export interface Session {
  readonly scenario: Scenario;
  readonly world: World;
  /** Whether facts that speak for a claim keep their traces too. */
  readonly traces: 'failures' | 'all';
  /** What each container was made from, by `host/name`: `recreate` makes it again. */
  readonly specs: Map<string, ContainerSpec>;
  readonly history: History;
  readonly connections: Map<string, OpenConnection>;
}

/** What was true at some point of the story. */
export interface History {
  /**
   * `address transport port` wherever something listened, and `address` for each address that somebody had.
   */
  readonly heard: Set<string>;
  /**
   * The addresses that each container, by `host/name`, had one after the other; the last entry is the
   * present.
   */
  readonly addresses: Map<string, (readonly Ip[])[]>;
}

/** A connection that a step opened and that a later claim asks about. */
export interface OpenConnection {
  readonly from: string;
  readonly to: string;
}

export const newSession = (
  scenario: Scenario,
  world: World,
  traces: Session['traces'] = 'failures',
): Session => ({
  scenario,
  world,
  traces,
  specs: new Map(),
  history: { heard: new Set(), addresses: new Map() },
  connections: new Map(),
});

export const containerKey = (host: string, name: string): string => `${host}/${name}`;

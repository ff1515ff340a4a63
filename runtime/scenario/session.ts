import type { ContainerSpec } from '../../compiler/ir/action.ts';
import type { Scenario } from '../../compiler/ir/ir.ts';
import type { Ip } from '../address/ip.ts';
import type { OpenConnection } from '../probe/open-connection.ts';
import type { ShellServices } from '../shell/command.ts';
import type { World } from '../world.ts';
import type { Answers } from './answers.ts';

/** A scenario being played: its world, and what its claims must remember of the past. */
export interface Session {
  readonly scenario: Scenario;
  readonly world: World;
  /** Whether facts that speak for a claim keep their traces too. */
  readonly traces: 'failures' | 'all';
  /** For the commands of its story. */
  readonly services: ShellServices;
  /** What each container was made from, by `host/name`: `recreate` makes it again. */
  readonly specs: Map<string, ContainerSpec>;
  readonly history: History;
  /** Those that steps opened, by name. */
  readonly connections: Map<string, OpenConnection>;
  /** Without, the world itself answers. */
  readonly answers?: Answers;
}

/** What was true at some point of the story. */
export interface History {
  /** The kernels' revision that was written down last: without a change there is nothing new to write. */
  revision: number;
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

export const newSession = (
  scenario: Scenario,
  world: World,
  traces: Session['traces'] = 'failures',
  services: ShellServices = {},
): Session => ({
  scenario,
  world,
  traces,
  services,
  specs: new Map(),
  history: { revision: -1, heard: new Set(), addresses: new Map() },
  connections: new Map(),
});

export const containerKey = (host: string, name: string): string => `${host}/${name}`;

import type { ComposePlan } from '../../compiler/ir/compose-plan.ts';
import type { CommandResult } from '../shell/language/command-result.ts';
import type { World } from '../world.ts';

/** A project on the host that it is played on. */
export interface ComposeRun {
  readonly world: World;
  readonly host: string;
  readonly plan: ComposePlan;
}

export interface UpOptions {
  /** None means all. */
  readonly services: readonly string[];
  /** `--no-deps` leaves out what the named services wait for. */
  readonly dependencies: boolean;
  readonly recreate: 'changed' | 'always' | 'never';
  /** `--always-recreate-deps` */
  readonly recreateDependencies: boolean;
  /** `--no-start` makes containers and leaves them. */
  readonly start: boolean;
  /** `--scale api=3`, before what the file says. */
  readonly scale: ReadonlyMap<string, number>;
  readonly removeOrphans: boolean;
}

export const upOptions = (services: readonly string[] = []): UpOptions => ({
  services,
  dependencies: true,
  recreate: 'changed',
  recreateDependencies: false,
  start: true,
  scale: new Map(),
  removeOrphans: false,
});

export interface PsOptions {
  readonly services: readonly string[];
  readonly all: boolean;
  readonly quiet: boolean;
}

export interface PortOptions {
  readonly service: string;
  readonly port: number;
  readonly protocol: string;
  readonly index: number;
}

/** One of the two programs that play a project: what each of its commands does and prints. */
export interface ComposeProgram {
  readonly up: (run: ComposeRun, options: UpOptions) => CommandResult;
  readonly down: (run: ComposeRun, removeOrphans: boolean) => CommandResult;
  readonly stop: (run: ComposeRun, services: readonly string[]) => CommandResult;
  readonly start: (run: ComposeRun, services: readonly string[]) => CommandResult;
  readonly restart: (run: ComposeRun, services: readonly string[]) => CommandResult;
  readonly remove: (run: ComposeRun, services: readonly string[], stop: boolean) => CommandResult;
  readonly ps: (run: ComposeRun, options: PsOptions) => CommandResult;
  readonly port: (run: ComposeRun, options: PortOptions) => CommandResult;
}

import type { PlannedService } from '../../compiler/ir/compose-plan.ts';
import type { StringMap } from '../docker-api/network.ts';
import { containerList } from '../engine/daemon/api.ts';
import type { ComposeRun } from './compose-run.ts';
import { CONFIG_HASH, NUMBER, ONE_OFF, PROJECT, SERVICE } from './labels.ts';

/** A container that an earlier command made for the project. */
export interface ProjectContainer {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly number: number;
  readonly hash: string;
  readonly running: boolean;
  readonly labels: StringMap;
}

/** The project's containers, or those of one service, the newest first, as the engine lists them. */
export function projectContainers(
  { world, host, plan }: ComposeRun,
  service?: string,
): readonly ProjectContainer[] {
  const own = service === undefined ? [] : [`${SERVICE}=${service}`];
  const label = [`${PROJECT}=${plan.project}`, `${ONE_OFF}=False`, ...own];
  const listed = containerList(world, host, { all: true, filters: { label } });
  if (!listed.ok) return [];
  return listed.value.map(({ Id, Names, Labels, State }) => ({
    id: Id,
    name: (Names[0] ?? '').replace(/^\//, ''),
    service: Labels[SERVICE] ?? '',
    number: Number(Labels[NUMBER] ?? 0),
    hash: Labels[CONFIG_HASH] ?? '',
    running: State === 'running' || State === 'paused' || State === 'restarting',
    labels: Labels,
  }));
}

/** Those of one service, by number. */
export const serviceContainers = (run: ComposeRun, service: string): readonly ProjectContainer[] =>
  projectContainers(run, service).toSorted((a, b) => a.number - b.number);

/** Containers of services that the project no longer has. */
export const orphansOf = (run: ComposeRun): readonly ProjectContainer[] =>
  projectContainers(run).filter(({ service }) => !run.plan.services.some(({ name }) => name === service));

export const containerNameOf = (
  { plan }: Pick<ComposeRun, 'plan'>,
  service: PlannedService,
  number: number,
): string => service.containerName ?? [plan.project, service.name, number].join(plan.separator);

export const nextNumber = (containers: readonly ProjectContainer[]): number =>
  Math.max(0, ...containers.map(({ number }) => number)) + 1;

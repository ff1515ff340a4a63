import type { ContainerCommand } from '../../../compiler/ir/action.ts';
import { containerName, containerSpec, hostName, NOWHERE, networkName } from '../plan-scenario.ts';
import { type ModelContainer, modelContainer, placeOf } from '../step-model.ts';
import type { StepKind } from './step.ts';

const nothing = (): void => undefined;

/** A command that any existing container in one of these states takes. */
const command = (
  verb: Exclude<ContainerCommand, 'rename' | 'remove'>,
  from: readonly ModelContainer['state'][],
  to: ModelContainer['state'],
  weight = 1,
): StepKind => ({
  weight,
  possible: ({ containers }, { container }) => from.includes(containers.get(container)?.state ?? 'paused'),
  action: (model, { container }) => ({
    kind: 'container-command',
    command: verb,
    ...placeOf(model, container),
  }),
  effect: ({ containers }, { container }) => {
    containers.get(container)!.state = to;
  },
});

/** What happens to containers. */
export const containerSteps: { readonly [name: string]: StepKind } = {
  run: {
    weight: 3,
    possible: () => true,
    action: ({ plan, next }, { fresh }) => ({
      kind: 'run-container',
      host: hostName(modelContainer(plan, fresh).host),
      container: containerSpec(plan, next, fresh),
      start: true,
    }),
    effect: (model, { fresh }) => {
      model.containers.set(model.next++, modelContainer(model.plan, fresh));
    },
    // It may have been created and only not started: its name is taken.
    refused: (model) => {
      model.next++;
    },
  },
  stop: command('stop', ['running'], 'stopped', 2),
  kill: command('kill', ['running'], 'stopped'),
  start: command('start', ['stopped'], 'running', 3),
  restart: command('restart', ['running'], 'running'),
  pause: {
    ...command('pause', ['running'], 'paused'),
  },
  unpause: {
    ...command('unpause', ['paused'], 'running'),
    possible: ({ containers }, { container }) => containers.get(container)?.state === 'paused',
  },
  remove: {
    weight: 1,
    possible: ({ containers }, { container }) => containers.get(container)?.state === 'stopped',
    action: (model, { container }) => ({
      kind: 'container-command',
      command: 'remove',
      ...placeOf(model, container),
    }),
    effect: ({ containers }, { container }) => {
      containers.delete(container);
    },
  },
  recreate: {
    weight: 2,
    possible: ({ containers }, { container }) => containers.has(container),
    action: (model, { container }) => ({ kind: 'recreate-container', ...placeOf(model, container) }),
    effect: ({ containers, plan }, { container }) => {
      containers.set(container, modelContainer(plan, containers.get(container)!.plan));
    },
  },
  connect: {
    weight: 4,
    possible: ({ containers, networks }, { container, network }) => {
      const it = containers.get(container);
      const to = networks.get(network);
      const joins = it?.plan.mode === 'networks' || it?.plan.mode === 'default';
      return joins && to !== undefined && (to.everywhere || to.host === it.host) && !it.networks.has(network);
    },
    action: (model, { container, network }) => ({
      kind: 'connect',
      ...placeOf(model, container),
      attachment: {
        network: networkName(network),
        aliases: [],
        links: [],
        driverOptions: {},
        origin: NOWHERE,
      },
    }),
    effect: ({ containers }, { container, network }) => {
      containers.get(container)!.networks.add(network);
    },
  },
  disconnect: {
    weight: 3,
    possible: ({ containers }, { container, network }) =>
      containers.get(container)?.networks.has(network) === true,
    action: (model, { container, network }) => ({
      kind: 'disconnect',
      ...placeOf(model, container),
      network: networkName(network),
      force: false,
    }),
    effect: ({ containers }, { container, network }) => {
      containers.get(container)!.networks.delete(network);
    },
  },
  'leave the default bridge': {
    weight: 1,
    possible: ({ containers }, { container }) => containers.get(container)?.plan.mode === 'default',
    action: (model, { container }) => ({
      kind: 'disconnect',
      ...placeOf(model, container),
      network: 'bridge',
      force: false,
    }),
    effect: nothing,
  },
  'remove network': {
    weight: 1,
    possible: ({ networks, containers }, { network }) =>
      networks.has(network) && [...containers.values()].every((it) => !it.networks.has(network)),
    action: ({ networks }, { network }) => ({
      kind: 'remove-network',
      host: hostName(networks.get(network)!.host),
      network: networkName(network),
    }),
    effect: ({ networks }, { network }) => {
      networks.delete(network);
    },
  },
  'stop listening': {
    weight: 1,
    possible: ({ containers }, { container }) => containers.get(container)?.state === 'running',
    action: (model, { container }) => {
      const { plan, host } = model.containers.get(container)!;
      return {
        kind: 'stop-listening',
        machine: hostName(host),
        container: containerName(container),
        ...plan.program.port,
      };
    },
    effect: nothing,
  },
};

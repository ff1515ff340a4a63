import type { Action, ContainerCommand, ContainerSpec } from '../../compiler/ir/action.ts';
import type { Image, Surroundings } from '../../compiler/ir/surroundings.ts';
import type { ContainerCreateResponse } from '../../runtime/docker-api/container.ts';
import { endpointRequest } from '../../runtime/docker-client/container-request.ts';
import { versionNamed } from '../../runtime/engine/versions/versions.ts';
import { type ActionResult, complained, DONE, refused } from '../../runtime/scenario/action-result.ts';
import { programSocket } from '../../runtime/scenario/actions/run-container.ts';
import { attachmentOption } from '../../runtime/scenario/requests/attachment-option.ts';
import { containerRequest } from '../../runtime/scenario/requests/container-request.ts';
import { networkRequest } from '../../runtime/scenario/requests/network-request.ts';
import { Refusal, type Request } from '../connection.ts';
import { execute, executeDetached } from '../exec.ts';
import { serveSpec } from '../image/image-keeper.ts';
import type { RealHost } from '../real-host.ts';
import type { Stage } from '../stage.ts';
import { attachmentOnStage, containerOnStage, networkOnStage } from './declared-spec.ts';
import { initSwarm, joinSwarm, leaveSwarm } from './swarm.ts';
import { typeCommand } from './type-command.ts';

/** A scenario being played on real machines. */
export interface Performance {
  readonly stage: Stage;
  readonly surroundings: Surroundings;
  /** What each container was made from, by `host/name`. */
  readonly specs: Map<string, ContainerSpec>;
}

type ActionOf<K extends Action['kind']> = Extract<Action, { kind: K }>;
type Act<K extends Action['kind']> = (performance: Performance, action: ActionOf<K>) => Promise<ActionResult>;

const cannot = (why: string) => async (): Promise<ActionResult> => ({ kind: 'skipped', why });
const wires = cannot('dnet does not cut the wires of real machines');
const services = cannot('services of a swarm are not played on real engines');

/** What each kind of action asks of an engine. */
const ACTS: { readonly [K in Action['kind']]: Act<K> } = {
  'create-network': createNetwork,
  'remove-network': async ({ stage }, { host, network }) =>
    ask(hostOf(stage, host), { method: 'DELETE', path: `/networks/${stage.names.real(network)}` }),
  'run-container': runContainer,
  'recreate-container': recreateContainer,
  'container-command': commandContainer,
  connect: connectContainer,
  disconnect: async ({ stage }, { host, container, network, force }) =>
    ask(hostOf(stage, host), {
      method: 'POST',
      path: `/networks/${stage.names.real(network)}/disconnect`,
      body: { Container: stage.names.real(container), Force: force },
    }),
  command: typeCommand,
  daemon: cannot('dnet cannot restart the daemon of a real engine over its API'),
  listen: startListening,
  'stop-listening': stopListening,
  'open-connection': cannot('connections are not kept open on real engines'),
  block: wires,
  unblock: wires,
  lose: wires,
  partition: wires,
  heal: wires,
  machine: cannot('dnet does not switch real machines off'),
  wait: async (_, { ms }) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return DONE;
  },
  compose: cannot('compose projects are not played on real engines'),
  'create-service': services,
  'update-service': services,
  'scale-service': services,
  'remove-service': services,
  'swarm-init': initSwarm,
  'swarm-join': joinSwarm,
  'swarm-leave': leaveSwarm,
  'update-node': services,
};

/** Lets one thing happen on the real machines. */
export const act = (performance: Performance, action: Action): Promise<ActionResult> =>
  (ACTS[action.kind] as Act<Action['kind']>)(performance, action as never);

export function hostOf({ hosts }: Stage, name: string): RealHost {
  const host = hosts.get(name);
  if (host === undefined) throw new Error(`no engine stands for ${name}`);
  return host;
}

/** One request; a refusal is what became of the action, in the client's words. */
async function ask({ engine }: RealHost, request: Request): Promise<ActionResult> {
  try {
    const answer = await engine.connection.request<{ readonly Warnings?: readonly string[] | null } | null>(
      request,
    );
    return { kind: 'done', warnings: answer?.Warnings ?? [] };
  } catch (error) {
    if (error instanceof Refusal) return refused(`Error response from daemon: ${error.message}`);
    throw error;
  }
}

async function createNetwork(
  { stage }: Performance,
  { host, network }: ActionOf<'create-network'>,
): Promise<ActionResult> {
  const request = networkRequest(networkOnStage(network, stage));
  if (!request.ok) return complained(request);
  // The client has the engine look for a network of the same name (docker/cli sets it up to 25.0).
  return ask(hostOf(stage, host), {
    method: 'POST',
    path: '/networks/create',
    body: { CheckDuplicate: true, ...request.value },
  });
}

async function runContainer(
  performance: Performance,
  action: ActionOf<'run-container'>,
): Promise<ActionResult> {
  const { stage, specs, surroundings } = performance;
  const { host: name, container, start } = action;
  const host = hostOf(stage, name);
  specs.set(`${name}/${container.name}`, container);
  await stage.images.ensure(host.engine.connection, container.image, imagesOf(surroundings));
  const request = containerRequest(containerOnStage(container, stage), versionNamed(host.version));
  if (!request.ok) return complained(request);
  const { name: realName, Config, HostConfig, NetworkingConfig } = request.value.create;
  let created: ContainerCreateResponse;
  try {
    created = await host.engine.connection.request<ContainerCreateResponse>({
      method: 'POST',
      path: `/containers/create?name=${encodeURIComponent(realName ?? '')}`,
      body: { ...Config, HostConfig, NetworkingConfig },
    });
  } catch (error) {
    if (error instanceof Refusal) return refused(`Error response from daemon: ${error.message}`);
    throw error;
  }
  for (const attachment of request.value.connect) {
    const joined = await ask(host, {
      method: 'POST',
      path: `/networks/${attachment.network}/connect`,
      body: { Container: created.Id, EndpointConfig: endpointRequest(attachmentOption(attachment)) ?? null },
    });
    if (joined.kind !== 'done') return joined;
  }
  const warnings = created.Warnings ?? [];
  if (!start) return { kind: 'done', warnings };
  const started = await ask(host, { method: 'POST', path: `/containers/${created.Id}/start` });
  return started.kind === 'done' ? { ...started, warnings } : started;
}

const imagesOf = ({ images }: Surroundings): readonly Image[] => images;

async function recreateContainer(
  performance: Performance,
  { host, container, changes }: ActionOf<'recreate-container'>,
): Promise<ActionResult> {
  const spec = changes ?? performance.specs.get(`${host}/${container}`);
  if (spec === undefined) return refused(`the scenario does not say what ${container} was made from`);
  const removed = await commandContainer(performance, {
    kind: 'container-command',
    command: 'remove',
    host,
    container,
  });
  if (removed.kind !== 'done') return removed;
  return runContainer(performance, { kind: 'run-container', host, container: spec, start: true });
}

/** A second is enough for the stand-ins, which end at once when they are told to. */
const OPERATIONS: { readonly [C in ContainerCommand]: (id: string, argument: string) => Request } = {
  start: (id) => ({ method: 'POST', path: `/containers/${id}/start` }),
  stop: (id) => ({ method: 'POST', path: `/containers/${id}/stop?t=1` }),
  restart: (id) => ({ method: 'POST', path: `/containers/${id}/restart?t=1` }),
  kill: (id) => ({ method: 'POST', path: `/containers/${id}/kill` }),
  pause: (id) => ({ method: 'POST', path: `/containers/${id}/pause` }),
  unpause: (id) => ({ method: 'POST', path: `/containers/${id}/unpause` }),
  remove: (id) => ({ method: 'DELETE', path: `/containers/${id}?force=1&v=1` }),
  rename: (id, name) => ({
    method: 'POST',
    path: `/containers/${id}/rename?name=${encodeURIComponent(name)}`,
  }),
};

async function commandContainer(
  { stage }: Performance,
  { command, host, container, argument = '' }: ActionOf<'container-command'>,
): Promise<ActionResult> {
  const { real } = stage.names;
  return ask(hostOf(stage, host), OPERATIONS[command](real(container), real(argument)));
}

async function connectContainer(
  { stage }: Performance,
  { host, container, attachment }: ActionOf<'connect'>,
): Promise<ActionResult> {
  const { network, ...options } = attachmentOnStage(attachment, container, stage);
  return ask(hostOf(stage, host), {
    method: 'POST',
    path: `/networks/${network}/connect`,
    body: {
      Container: stage.names.real(container),
      EndpointConfig: endpointRequest(attachmentOption({ network, ...options })) ?? null,
    },
  });
}

async function startListening(
  { stage }: Performance,
  { machine, container, listener }: ActionOf<'listen'>,
): Promise<ActionResult> {
  const place = placeOf(stage, machine, container);
  if (typeof place === 'string') return { kind: 'skipped', why: place };
  const identity = container === undefined ? [`DNET_ID=machine/${machine}`] : [];
  const command = [...place.prefix, '/bin/serve', serveSpec(programSocket(listener))];
  await executeDetached(place.connection, place.container, command, identity);
  return DONE;
}

async function stopListening(
  { stage }: Performance,
  { machine, container, port, protocol }: ActionOf<'stop-listening'>,
): Promise<ActionResult> {
  const place = placeOf(stage, machine, container);
  if (typeof place === 'string') return { kind: 'skipped', why: place };
  const file = `/tmp/listens.${port}.${protocol}`;
  const { rc } = await execute(place.connection, place.container, [
    '/bin/sh',
    '-c',
    `kill $(cat ${file}) && rm ${file}`,
  ]);
  return rc === 0 ? DONE : refused(`nothing listens on ${port}/${protocol} of ${container ?? machine}`);
}

function placeOf(stage: Stage, machine: string, container: string | undefined) {
  if (container === undefined)
    return (
      stage.clients.get(machine) ??
      stage.hosts.get(machine)?.inside ??
      `no real machine stands for ${machine}`
    );
  return {
    connection: hostOf(stage, machine).engine.connection,
    container: stage.names.real(container),
    prefix: [],
  };
}

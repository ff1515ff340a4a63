import type { Action, ContainerSpec } from '../../../compiler/ir/action.ts';
import type { Listener } from '../../../compiler/ir/surroundings.ts';
import { endpointRequest } from '../../docker-client/container-request.ts';
import { parsePortSpec } from '../../docker-client/port-specs.ts';
import type { Answer } from '../../engine/daemon/answer.ts';
import {
  containerCreate,
  containerListen,
  containerRemove,
  containerStart,
  networkConnect,
} from '../../engine/daemon/api.ts';
import type { ProgramSocket } from '../../engine/daemon/container.ts';
import { versionOf } from '../../engine/engine.ts';
import { portSource } from '../../engine/sources.ts';
import { type ActionResult, answered, complained, DONE, refused } from '../action-result.ts';
import { attachmentOption } from '../requests/attachment-option.ts';
import { containerRequest } from '../requests/container-request.ts';
import { containerKey, type Session } from '../session.ts';

/** `docker run -d`, or `docker create` where `start` is false. */
export function runContainer(
  session: Session,
  { host, container, start }: Extract<Action, { kind: 'run-container' }>,
): ActionResult {
  const { world, specs } = session;
  const engine = world.engines.get(host);
  if (engine === undefined) return refused(`there is no Docker engine on ${host}`);
  const request = containerRequest(container, versionOf(engine));
  if (!request.ok) return complained(request);
  specs.set(containerKey(host, container.name), container);
  for (const { text, origin } of container.publish)
    for (const port of publishedPorts(text)) engine.sources.set(portSource(container.name, port), origin);
  const created = containerCreate(world, host, request.value.create);
  if (!created.ok) return answered(created);
  const id = created.value.Id;
  for (const attachment of request.value.connect) {
    const EndpointConfig = endpointRequest(attachmentOption(attachment)) ?? null;
    const joined = networkConnect(world, host, attachment.network, { Container: id, EndpointConfig });
    if (!joined.ok) return answered(joined);
  }
  const prepared = declareListeners(session, host, id, container);
  if (!prepared.ok) return answered(prepared);
  return start
    ? withWarnings(answered(containerStart(world, host, id)), created.warnings)
    : answered(created);
}

function publishedPorts(text: string): readonly string[] {
  const specs = parsePortSpec(text);
  return specs.ok ? specs.value.map(({ port }) => port) : [];
}

/** What a scenario says of the program comes before what its image says. */
function declareListeners(
  { world }: Session,
  host: string,
  id: string,
  { listen }: ContainerSpec,
): Answer<null> {
  if (listen === undefined) return { ok: true, value: null, warnings: [] };
  return containerListen(world, host, id, listen.map(programSocket), true);
}

export const programSocket = ({ port, protocol, address }: Listener): ProgramSocket => ({
  port,
  protocol,
  address: address ?? '0.0.0.0',
  service: 'echo',
});

const withWarnings = (result: ActionResult, warnings: readonly string[]): ActionResult =>
  result.kind === 'done' ? { ...result, warnings: [...warnings, ...result.warnings] } : result;

/**
 * As Compose does it: the old container is removed, and one of the same name is made from the same, or
 * changed, words.
 */
export function recreateContainer(
  session: Session,
  { host, container, changes }: Extract<Action, { kind: 'recreate-container' }>,
): ActionResult {
  const spec = changes ?? session.specs.get(containerKey(host, container));
  if (spec === undefined) return refused(`the scenario does not say what ${container} was made from`);
  const removed = containerRemove(session.world, host, container, true);
  if (!removed.ok) return answered(removed);
  const made = runContainer(session, { kind: 'run-container', host, container: spec, start: true });
  return made.kind === 'done' ? DONE : made;
}

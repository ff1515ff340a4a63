import type { Attachment } from '../../../compiler/ir/action.ts';
import type { PlannedService } from '../../../compiler/ir/compose-plan.ts';
import type { EndpointRequest } from '../../docker-api/network.ts';
import {
  containerInspect,
  containerStart,
  networkConnect,
  networkDisconnect,
} from '../../engine/daemon/api.ts';
import { versionOf } from '../../engine/engine.ts';
import type { ComposeRun } from '../compose-run.ts';
import { effortOf } from '../effort.ts';
import { runToCompletion } from '../program-of-service.ts';
import { projectContainers } from '../project-containers.ts';
import type { Work } from '../together.ts';
import { type Failure, say, type Writer } from './writer.ts';

/** Connects a container to its networks and starts it (compose/service.py, start_container). */
export function* startContainer(
  run: ComposeRun,
  writer: Writer,
  service: PlannedService,
  id: string,
): Work<Failure | undefined> {
  const { world, host } = run;
  for (const attachment of service.container.attachments) {
    if (knowsItself(run, id, attachment.network)) continue;
    const Container = id;
    if (isConnected(run, id, attachment.network)) {
      yield 1;
      networkDisconnect(world, host, attachment.network, { Container, Force: false });
    }
    const EndpointConfig = endpointOf(run, service, attachment, id);
    yield 1;
    const joined = networkConnect(world, host, attachment.network, { Container, EndpointConfig });
    if (!joined.ok) return { message: joined.message };
  }
  yield effortOf(run, id);
  const started = containerStart(world, host, id);
  if (started.ok) {
    runToCompletion(run, service, id);
    return undefined;
  }
  if (started.message.includes('driver failed programming external connectivity'))
    say(writer, 'Host is already in use by another container');
  return { message: `Cannot start service ${service.name}: ${started.message}` };
}

const networksOf = ({ world, host }: ComposeRun, id: string) => {
  const found = containerInspect(world, host, id);
  return found.ok ? found.value.NetworkSettings.Networks : {};
};

const isConnected = (run: ComposeRun, id: string, network: string): boolean =>
  networksOf(run, id)[network] !== undefined;

/**
 * Whether the short id is among the aliases: then the program takes the attachment for its own and leaves it. The API
 * that it speaks shows the short id there at once where newer engines keep names apart, and else only after a connect
 * (moby api/server/router/container/inspect.go).
 */
function knowsItself(run: ComposeRun, id: string, network: string): boolean {
  const endpoint = networksOf(run, id)[network];
  if (endpoint === undefined) return false;
  const engine = run.world.engines.get(run.host)!;
  return versionOf(engine).daemon.showsDnsNames || (endpoint.Aliases ?? []).includes(id.slice(0, 12));
}

function endpointOf(
  run: ComposeRun,
  service: PlannedService,
  attachment: Attachment,
  id: string,
): EndpointRequest {
  const links = linksOf(run, service);
  const addressed = attachment.ip !== undefined || attachment.ip6 !== undefined;
  return {
    Aliases: [...attachment.aliases, id.slice(0, 12), service.name],
    ...(links.length > 0 && { Links: links }),
    ...(addressed && {
      IPAMConfig: {
        ...(attachment.ip !== undefined && { IPv4Address: attachment.ip }),
        ...(attachment.ip6 !== undefined && { IPv6Address: attachment.ip6 }),
      },
    }),
  };
}

/** `shop_db_1:db` for the alias, the container's name, and that name without the project's. */
function linksOf(run: ComposeRun, { links, externalLinks }: PlannedService): readonly string[] {
  const running = projectContainers(run).filter((container) => container.running);
  const own = links.flatMap(({ target, alias }) =>
    running
      .filter(({ service }) => service === target)
      .flatMap(({ name, number }) => [alias, name, `${target}_${number}`].map((as) => `${name}:${as}`)),
  );
  const foreign = externalLinks.map(({ target, alias }) => `${target}:${alias}`);
  return [...new Set([...own, ...foreign])].sort();
}

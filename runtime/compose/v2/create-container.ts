import type { Attachment } from '../../../compiler/ir/action.ts';
import type { PlannedService } from '../../../compiler/ir/compose-plan.ts';
import type { EndpointRequest, StringMap } from '../../docker-api/network.ts';
import { compareApi } from '../../docker-client/container-request.ts';
import { containerCreate, networkConnect } from '../../engine/daemon/api.ts';
import { versionOf } from '../../engine/engine.ts';
import type { ComposeRun } from '../compose-run.ts';
import { containerRequest } from '../container-request.ts';
import { containerLabels, dependencyLabel } from '../labels.ts';
import { declareProgram } from '../program-of-service.ts';
import { containerNameOf, projectContainers, serviceContainers } from '../project-containers.ts';
import type { Work } from '../together.ts';
import { type Problem, problemOf } from './writer.ts';

/** The API that takes several networks at once. */
const SEVERAL_NETWORKS = '1.44';

export interface NewContainer {
  readonly service: PlannedService;
  readonly number: number;
  /** What it is called until it takes the place of another. */
  readonly name: string;
  readonly labels?: StringMap;
}

/** Makes a container with all its networks (compose pkg/compose/convergence.go, createMobyContainer). */
export function* createContainer(run: ComposeRun, made: NewContainer): Work<Problem> {
  const { world, host, plan } = run;
  const { service, number, name } = made;
  const { container } = service;
  const mode = modeOf(run, service);
  if (mode === undefined)
    return `cannot share network namespace with service ${service.sharesNetworkOf}: container missing`;
  const links = linksOf(run, service, number);
  const attachments = container.networkMode === undefined ? container.attachments : [];
  const endpoints = attachments.map(
    (attachment) => [attachment.network, endpointOf(run, made, attachment, links)] as const,
  );
  const { apiVersion } = versionOf(world.engines.get(host)!);
  const atOnce = compareApi(apiVersion, SEVERAL_NETWORKS) < 0 ? endpoints.slice(0, 1) : endpoints;
  const request = containerRequest(service, {
    name,
    labels: { ...containerLabels(plan, service, number), ...dependencyLabel(service), ...made.labels },
    networkMode: mode,
    endpoints: Object.fromEntries(atOnce),
    links: links.length > 0 ? links : null,
    noRestart: 'no',
  });
  if (!request.ok) return request.message;
  yield 1;
  const created = containerCreate(world, host, request.value);
  if (!created.ok) return problemOf(created);
  const id = created.value.Id;
  for (const [network, EndpointConfig] of endpoints.slice(atOnce.length)) {
    yield 1;
    const joined = networkConnect(world, host, network, { Container: id, EndpointConfig });
    if (!joined.ok) return problemOf(joined);
  }
  declareProgram(run, service, id);
  return undefined;
}

function modeOf(run: ComposeRun, { container, sharesNetworkOf }: PlannedService): string | undefined {
  if (sharesNetworkOf === undefined)
    return container.networkMode ?? container.attachments[0]?.network ?? 'none';
  const shared = serviceContainers(run, sharesNetworkOf)[0];
  return shared && `container:${shared.id}`;
}

/** The container's name and the service's are aliases, and those of the file. */
function endpointOf(
  run: ComposeRun,
  { service, number }: NewContainer,
  attachment: Attachment,
  links: readonly string[],
): EndpointRequest {
  const names = [containerNameOf(run, service, number), service.name, ...attachment.aliases];
  const address = {
    ...(attachment.ip !== undefined && { IPv4Address: attachment.ip }),
    ...(attachment.ip6 !== undefined && { IPv6Address: attachment.ip6 }),
  };
  return {
    Aliases: [...new Set(names)],
    ...(links.length > 0 && { Links: links }),
    ...(Object.keys(address).length > 0 && { IPAMConfig: address }),
    ...(attachment.mac !== undefined && { MacAddress: attachment.mac }),
    ...(Object.keys(attachment.driverOptions).length > 0 && { DriverOpts: attachment.driverOptions }),
    ...(attachment.gwPriority !== undefined && { GwPriority: attachment.gwPriority }),
  };
}

/** As the older program named them: the alias, the service with a number, the container. */
function linksOf(
  run: ComposeRun,
  { links, externalLinks }: PlannedService,
  number: number,
): readonly string[] {
  const existing = links.length === 0 ? [] : projectContainers(run);
  const own = links.flatMap(({ target, alias }) =>
    existing
      .filter(({ service }) => service === target)
      .flatMap(({ name }) =>
        [alias, `${target}-${number}`, `${run.plan.project}-${target}-${number}`].map(
          (as) => `${name}:${as}`,
        ),
      ),
  );
  return [...own, ...externalLinks.map(({ target, alias }) => `${target}:${alias}`)];
}

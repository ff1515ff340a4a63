import type { PlannedService } from '../../../compiler/ir/compose-plan.ts';
import type { EndpointRequest } from '../../docker-api/network.ts';
import { containerCreate } from '../../engine/daemon/api.ts';
import type { ComposeRun } from '../compose-run.ts';
import { containerRequest } from '../container-request.ts';
import { containerLabels } from '../labels.ts';
import { declareProgram } from '../program-of-service.ts';
import { containerNameOf, serviceContainers } from '../project-containers.ts';
import type { Work } from '../together.ts';
import type { Failure } from './writer.ts';

const BESIDE_HOST = '"host" network_mode is incompatible with port_bindings';

/** Makes a container of a service, attached to the first of its networks; gives its id. */
export function* createContainer(
  run: ComposeRun,
  service: PlannedService,
  number: number,
): Work<string | Failure> {
  const { world, host, plan } = run;
  const { networkMode, publish } = service.container;
  if (networkMode === 'host' && publish.length > 0) return { message: BESIDE_HOST, crash: true };
  const request = containerRequest(service, {
    name: containerNameOf(run, service, number),
    labels: containerLabels(plan, service, number),
    networkMode: modeOf(run, service),
    endpoints: firstEndpoint(service),
    links: null,
    noRestart: '',
  });
  if (!request.ok) return { message: request.message };
  yield 1;
  const created = containerCreate(world, host, request.value);
  if (!created.ok)
    return { message: `Cannot create container for service ${service.name}: ${created.message}` };
  declareProgram(run, service, created.value.Id);
  return created.value.Id;
}

/** The namespace of another service's container is known by its id; its number decides which. */
function modeOf(run: ComposeRun, { container, sharesNetworkOf }: PlannedService): string {
  if (sharesNetworkOf !== undefined)
    return `container:${serviceContainers(run, sharesNetworkOf)[0]?.id ?? ''}`;
  return container.networkMode ?? container.attachments[0]?.network ?? 'none';
}

/** Aliases and addresses alone: all else waits until the container is connected (build_default_networking_config). */
function firstEndpoint({ name, container }: PlannedService): { readonly [network: string]: EndpointRequest } {
  const first = container.attachments[0];
  if (first === undefined || container.networkMode !== undefined) return {};
  const IPAMConfig = {
    ...(first.ip !== undefined && { IPv4Address: first.ip }),
    ...(first.ip6 !== undefined && { IPv6Address: first.ip6 }),
  };
  return { [first.network]: { Aliases: [...first.aliases, name], IPAMConfig } };
}

import type { PlannedService } from '../../compiler/ir/compose-plan.ts';
import type { ContainerCreateRequest, HostConfig } from '../docker-api/container.ts';
import type { EndpointRequest, StringMap } from '../docker-api/network.ts';
import { parsePortSpecs } from '../docker-client/port-specs.ts';
import { type ClientResult, ok } from '../docker-client/result.ts';

/** What a program settles itself about a container that it makes. */
export interface ContainerParts {
  readonly name: string;
  readonly labels: StringMap;
  readonly networkMode: string;
  readonly endpoints: { readonly [network: string]: EndpointRequest | null };
  readonly links: readonly string[] | null;
  /** The name of the policy that stands for none. */
  readonly noRestart: '' | 'no';
}

/** What both programs ask of the engine for a container. */
export function containerRequest(
  { container, entrypoint, capAdd, privileged }: PlannedService,
  parts: ContainerParts,
): ClientResult<ContainerCreateRequest> {
  const ports = parsePortSpecs(
    container.publish.map(({ text }) => text),
    container.expose,
  );
  if (!ports.ok) return ports;
  const exposed = ports.value.exposed.map((port) => [port, {}] as const);
  const someOf = (texts: readonly string[]) => (texts.length > 0 ? texts : null);
  const host: Partial<HostConfig> = {
    NetworkMode: parts.networkMode,
    PortBindings: ports.value.bindings,
    RestartPolicy: restartPolicy(container.restart, parts.noRestart),
    Dns: someOf(container.dns),
    DnsOptions: someOf(container.dnsOptions),
    DnsSearch: someOf(container.dnsSearch),
    ExtraHosts: someOf(container.extraHosts),
    Links: parts.links,
    CapAdd: someOf(capAdd),
    Privileged: privileged,
    ...(Object.keys(container.sysctls).length > 0 && { Sysctls: container.sysctls }),
  };
  return ok({
    name: parts.name,
    Config: {
      Hostname: container.hostname ?? '',
      Domainname: container.domainname ?? '',
      ...(exposed.length > 0 && { ExposedPorts: Object.fromEntries(exposed) }),
      Env: container.environment,
      Cmd: someOf(container.command),
      Image: container.image,
      Entrypoint: entrypoint ?? null,
      ...(container.mac !== undefined && { MacAddress: container.mac }),
      Labels: parts.labels,
    },
    HostConfig: host,
    NetworkingConfig: { EndpointsConfig: parts.endpoints },
  });
}

/** `on-failure:3`; the number counts for this policy alone. */
function restartPolicy(text: string | undefined, none: '' | 'no'): HostConfig['RestartPolicy'] {
  const [name = '', count] = (text ?? none).split(':', 2);
  return { Name: name, MaximumRetryCount: Number(count ?? 0) };
}

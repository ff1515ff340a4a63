import type { Span } from '../../diagnostics/span.ts';
import type { Attachment, ContainerSpec } from '../ir/action.ts';
import type { PlannedLink, PlannedService } from '../ir/compose-plan.ts';
import type { Listener } from '../ir/surroundings.ts';
import { configHash } from './config-hash.ts';
import { frontEndOf, networkOf, scaleOf } from './names.ts';
import { textMap } from './plan-network.ts';
import type {
  ComposeAttachment,
  ComposeLink,
  ComposePort,
  ComposeProject,
  ComposeService,
  Located,
} from './project.ts';

/** A service as `up` makes its containers, without the names and labels that the program adds. */
export function plannedService(project: ComposeProject, service: ComposeService): PlannedService {
  const { name, containerName, entrypoint, networkMode, privileged, origin } = service;
  const container = containerSpec(project, service);
  const own = {
    container,
    ...(containerName && { containerName: containerName.value }),
    ...(entrypoint && { entrypoint: entrypoint.value }),
    capAdd: values(service.capAdd),
    privileged,
    changesProgram: changesProgram(service),
    ...(networkMode?.kind === 'service' && { sharesNetworkOf: networkMode.service }),
    links: service.links.map(plannedLink),
    externalLinks: service.externalLinks.map(plannedLink),
  };
  return {
    name,
    scale: scaleOf(service),
    ...own,
    dependsOn: service.dependsOn.map((on) => ({
      service: on.service,
      condition: on.condition,
      restart: on.restart,
    })),
    runsToCompletion: project.services.some(({ dependsOn }) =>
      dependsOn.some((on) => on.service === name && on.condition === 'service_completed_successfully'),
    ),
    hash: configHash(withoutOrigins({ ...own, rest: service.rest })),
    origin,
  };
}

/** Where a file says something is no configuration. */
const withoutOrigins = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (key === 'origin' ? undefined : inner)));

const plannedLink = ({ target, alias }: ComposeLink): PlannedLink => ({ target, alias });
const values = (texts: readonly Located<string>[]): readonly string[] => texts.map(({ value }) => value);

function containerSpec(project: ComposeProject, service: ComposeService): ContainerSpec {
  const { command, hostname, domainname, macAddress, restart } = service;
  const mode = modeOf(service);
  const listen = listenersOf(service);
  return {
    name: '',
    image: imageOf(project, service),
    command: command?.value ?? [],
    ...(hostname && { hostname: hostname.value }),
    ...(domainname && { domainname: domainname.value }),
    ...(mode !== undefined && { networkMode: mode }),
    attachments: service.networks.map((attachment) => attachmentSpec(project, attachment)),
    publish: service.ports.map((port) => ({ text: publishText(port), origin: port.origin })),
    publishAll: false,
    expose: service.expose.map(({ first, last, protocol }) => `${range(first, last)}/${protocol}`),
    links: [],
    dns: values(service.dns),
    dnsSearch: values(service.dnsSearch),
    dnsOptions: values(service.dnsOptions),
    extraHosts: service.extraHosts.map(({ host, address }) => `${host}:${address}`),
    environment: service.environment.flatMap(({ key, value }) => (value === null ? [] : [`${key}=${value}`])),
    labels: textMap(service.labels),
    sysctls: textMap(service.sysctls),
    ...(macAddress && { mac: macAddress.value }),
    ...(restart && { restart: restart.value }),
    ...(listen.length > 0 && { listen }),
    origin: service.origin,
  };
}

/** `<project>_<service>` with the separator of the program, for what is built. */
const imageOf = (project: ComposeProject, { image, name }: ComposeService): string =>
  image?.value ?? `${project.name}${frontEndOf(project).separator}${name}`;

/** A mode that names another service is settled when that service has a container. */
function modeOf({ networkMode }: ComposeService): string | undefined {
  if (networkMode === undefined) return undefined;
  switch (networkMode.kind) {
    case 'service':
      return undefined;
    case 'container':
      return `container:${networkMode.container}`;
    case 'network':
      return networkMode.network;
    default:
      return networkMode.kind;
  }
}

function attachmentSpec(project: ComposeProject, attachment: ComposeAttachment): Attachment {
  const { ipv4Address, ipv6Address, macAddress, gwPriority, interfaceName } = attachment;
  return {
    network: networkOf(project, attachment.network)?.name ?? attachment.network,
    aliases: values(attachment.aliases),
    ...(ipv4Address && { ip: ipv4Address.value }),
    ...(ipv6Address && { ip6: ipv6Address.value }),
    ...(macAddress && { mac: macAddress.value }),
    links: [],
    driverOptions: {
      ...textMap(attachment.driverOpts),
      ...(interfaceName && { 'com.docker.network.endpoint.ifname': interfaceName.value }),
    },
    ...(gwPriority !== 0 && { gwPriority }),
    origin: attachment.origin,
  };
}

const range = (first: number, last: number): string => (first === last ? `${first}` : `${first}-${last}`);

/** As `docker run -p` takes it. */
function publishText({ hostIp, target, published, protocol }: ComposePort): string {
  const host = published === undefined ? '' : range(published.first, published.last);
  const ip = hostIp === undefined ? '' : `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:`;
  const before = ip === '' && host === '' ? '' : `${ip}${host}:`;
  return `${before}${target}/${protocol}`;
}

/** What is published and exposed: a program that the file changes listens there, as its author knows. */
function listenersOf({ ports, expose }: ComposeService): readonly Listener[] {
  const listeners = new Map<string, Listener>();
  const add = (port: number, protocol: Listener['protocol'], origin: Span) =>
    listeners.set(`${port}/${protocol}`, { port, protocol, origin });
  for (const { target, protocol, origin } of ports) add(target, protocol, origin);
  for (const { first, last, protocol, origin } of expose)
    for (let port = first; port <= last; port++) add(port, protocol, origin);
  return [...listeners.values()];
}

/** Whether the image's own program and its files run as the image has them. */
function changesProgram({ image, build, command, entrypoint, rest }: ComposeService): boolean {
  if (image === undefined || build !== undefined || command !== undefined || entrypoint !== undefined)
    return true;
  return rest !== null && typeof rest === 'object' && ('volumes' in rest || 'configs' in rest);
}

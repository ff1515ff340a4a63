import type { Attachment, ContainerSpec, NetworkSpec, ServiceSpec, SubnetSpec } from '../ir/action.ts';
import {
  blockText,
  flagLine,
  listLine,
  nameText,
  oneLine,
  pairLines,
  portText,
  quoted,
  valueText,
} from './words.ts';

/** The attributes of a network, as `docker network create` takes them. */
export const networkLines = (network: NetworkSpec): readonly string[] => [
  ...oneLine('driver', network.driver && valueText(network.driver)),
  ...network.subnets.flatMap(subnetLines),
  ...flagLine('internal', network.internal),
  ...flagLine('attachable', network.attachable),
  ...(network.ingress === undefined ? [] : [`ingress ${network.ingress}`]),
  ...flagLine('ipv6', network.ipv6),
  ...oneLine('scope', network.scope),
  ...oneLine('ipam-driver', network.ipamDriver && valueText(network.ipamDriver)),
  ...pairLines('opt', network.options),
  ...pairLines('label', network.labels),
];

/** Options in a subnet's own block belong to it; those that lie in none stand alone. */
function subnetLines({ subnet, ipRange, gateway, auxAddresses }: SubnetSpec): readonly string[] {
  const aux = Object.entries(auxAddresses).map(([name, address]) => valueText(`${name}=${address}`));
  const own = [
    ...oneLine('ip-range', ipRange),
    ...oneLine('gateway', gateway),
    ...listLine('aux-address', aux),
  ];
  return subnet === undefined ? own : [blockText(`subnet ${subnet}`, own)];
}

/** `app { alias store; ip 172.30.0.9 }`: how a network is joined. */
export const attachmentText = (joined: Attachment): string =>
  blockText(nameText(joined.network), [
    ...listLine('alias', joined.aliases.map(valueText)),
    ...oneLine('ip', joined.ip),
    ...oneLine('ip6', joined.ip6),
    ...oneLine('mac-address', joined.mac),
    ...listLine('link', joined.links.map(valueText)),
    ...pairLines('driver-opt', joined.driverOptions),
    ...oneLine('gw-priority', joined.gwPriority),
  ]);

/** The attributes of a container, as `docker run` takes them. */
export const containerLines = (container: ContainerSpec): readonly string[] => [
  ...oneLine('image', container.image === '' ? undefined : valueText(container.image)),
  ...oneLine('network', container.networkMode && valueText(container.networkMode)),
  ...container.attachments.map((joined) => `network ${attachmentText(joined)}`),
  ...listLine(
    'publish',
    container.publish.map(({ text }) => text),
  ),
  ...flagLine('publish-all', container.publishAll),
  ...listLine('expose', container.expose),
  ...listenLines(container),
  ...listLine('link', container.links.map(valueText)),
  ...oneLine('hostname', container.hostname && valueText(container.hostname)),
  ...oneLine('domainname', container.domainname && valueText(container.domainname)),
  ...listLine('dns', container.dns),
  ...listLine('dns-search', container.dnsSearch.map(valueText)),
  ...listLine('dns-option', container.dnsOptions.map(valueText)),
  ...listLine('add-host', container.extraHosts.map(valueText)),
  ...listLine('env', container.environment.map(valueText)),
  ...pairLines('label', container.labels),
  ...pairLines('sysctl', container.sysctls),
  ...oneLine('mac-address', container.mac),
  ...oneLine('restart', container.restart && valueText(container.restart)),
  ...commandLine(container),
];

const listenLines = ({ listen = [] }: Pick<ContainerSpec, 'listen'>): readonly string[] =>
  listLine('listen', listen.map(portText));

const commandLine = ({ command }: Pick<ContainerSpec, 'command'>): readonly string[] =>
  command.length === 0 ? [] : [`command ${command.map(valueText).join(' ')}`];

/** The attributes of a service, as `docker service create` takes them. */
export const serviceLines = (service: Partial<ServiceSpec>): readonly string[] => [
  ...oneLine('image', service.image ? valueText(service.image) : undefined),
  ...oneLine('mode', service.mode === 'global' ? service.mode : undefined),
  ...oneLine('replicas', service.replicas),
  ...(service.networks ?? []).map((joined) => `network ${attachmentText(joined)}`),
  ...publishLines(service.publish ?? []),
  ...oneLine('endpoint-mode', service.endpointMode),
  ...listenLines(service),
  ...(service.constraints ?? []).map((constraint) => `constraint ${constraint}`),
  ...(service.placementPreferences ?? []).map((preference) => `placement-pref ${preference}`),
  ...oneLine('hostname', service.hostname && valueText(service.hostname)),
  ...listLine('env', (service.environment ?? []).map(valueText)),
  ...pairLines('label', service.labels ?? {}),
  ...oneLine('update-parallelism', service.update?.parallelism),
  ...oneLine(
    'update-delay',
    service.update?.delayMs === undefined ? undefined : `${service.update.delayMs}ms`,
  ),
  ...oneLine('update-order', service.update?.order),
  ...oneLine('restart-condition', service.restart?.condition),
  ...oneLine(
    'restart-delay',
    service.restart?.delayMs === undefined ? undefined : `${service.restart.delayMs}ms`,
  ),
  ...oneLine('restart-max-attempts', service.restart?.maxAttempts),
  ...commandLine({ command: service.command ?? [] }),
];

const LONG = /^(?:published=([\d-]+),)?target=([\d-]+),protocol=(\w+),mode=host$/;

/** Only ports that are published on the host have the long form. */
function publishLines(publish: ServiceSpec['publish']): readonly string[] {
  const long = publish.map(({ text }) => LONG.exec(text));
  const short = publish.map(({ text }, i) => {
    const parts = long[i];
    if (!parts) return quotedUnlessPort(text);
    return `${parts[1] === undefined ? '' : `${parts[1]}:`}${parts[2]}/${parts[3]}`;
  });
  return [...flagLine('publish-mode host', long.some(Boolean)), ...listLine('publish', short)];
}

const quotedUnlessPort = (text: string): string => (/^[\d:./a-z[\]-]+$/i.test(text) ? text : quoted(text));

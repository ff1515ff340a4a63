import { stringify } from 'yaml';
import { serviceKeys } from './keys.ts';
import type {
  ComposeAttachment,
  ComposeDeploy,
  ComposeNetwork,
  ComposePort,
  ComposeProject,
  ComposeService,
  ComposeUpdateConfig,
  Json,
  Located,
  Pair,
} from './project.ts';

/**
 * The project as `docker compose config` prints it: active services by name, long forms, in the order of compose-go's
 * types. Parts that are not about networks are printed as they were merged.
 */
export function composeConfig(project: ComposeProject): string {
  const services = byKey(project.services.map((service) => [service.name, serviceJson(service)]));
  const networks = byKey(project.networks.map((network) => [network.key, networkJson(network)]));
  const config = compact({
    name: project.name,
    services,
    networks: someOf(networks),
    ...byKey(Object.entries(project.rest as { [key: string]: Json })),
  });
  return stringify(config, { lineWidth: 0, indentSeq: true, version: '1.1', singleQuote: false });
}

type Fields = { readonly [key: string]: Json | undefined };

/** Without what is absent. */
const compact = (fields: Fields): { readonly [key: string]: Json } =>
  Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined),
  );

const someOf = <T extends Json>(value: T): T | undefined =>
  value !== null && typeof value === 'object' && Object.keys(value).length === 0 ? undefined : value;

const byKey = (entries: readonly (readonly [string, Json])[]) =>
  Object.fromEntries([...entries].sort(([a], [b]) => naturalOrder(a, b)));

/** Digits compare as numbers: `web2` before `web10`, as Go's YAML prints mappings. */
function naturalOrder(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(/(\d+)/));
  for (let i = 0; i < Math.min(left!.length, right!.length); i++) {
    const [x, y] = [left![i]!, right![i]!];
    if (x === y) continue;
    return i % 2 === 1 ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return left!.length - right!.length;
}

const textsOf = (texts: readonly Located<string>[]) => someOf(texts.map(({ value }) => value));
const pairsOf = (pairs: readonly Pair[]) => someOf(byKey(pairs.map(({ key, value }) => [key, value])));

function serviceJson(service: ComposeService): Json {
  const { networkMode: mode } = service;
  const fields: Fields = {
    ...(service.rest as Fields),
    profiles: textsOf(service.profiles),
    build: service.build?.value,
    cap_add: textsOf(service.capAdd),
    cap_drop: textsOf(service.capDrop),
    command: service.command?.value,
    container_name: service.containerName?.value,
    depends_on: dependenciesJson(service),
    deploy: service.deploy && deployJson(service.deploy),
    dns: textsOf(service.dns),
    dns_opt: textsOf(service.dnsOptions),
    dns_search: textsOf(service.dnsSearch),
    domainname: service.domainname?.value,
    entrypoint: service.entrypoint?.value,
    environment: someOf(byKey(service.environment.map(({ key, value }) => [key, value]))),
    expose: someOf(service.expose.map(exposedText)),
    external_links: someOf(service.externalLinks.map(linkText)),
    extra_hosts: someOf(service.extraHosts.map(({ host, address }) => `${host}=${address}`).sort()),
    hostname: service.hostname?.value,
    image: service.image?.value,
    labels: pairsOf(service.labels),
    links: someOf(service.links.map(linkText)),
    mac_address: service.macAddress?.value,
    network_mode: mode && modeText(mode),
    networks: someOf(byKey(service.networks.map((a) => [a.network, attachmentJson(a)]))),
    ports: someOf(service.ports.map(portJson)),
    privileged: service.privileged || undefined,
    restart: service.restart?.value,
    scale: service.scale?.value,
    sysctls: pairsOf(service.sysctls),
  };
  const place = (key: string) => (serviceKeys.includes(key) ? serviceKeys.indexOf(key) : serviceKeys.length);
  return Object.fromEntries(
    Object.entries(compact(fields)).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1)),
  );
}

const exposedText = ({ first, last, protocol }: ComposeService['expose'][number]): string =>
  `${first === last ? first : `${first}-${last}`}${protocol === 'tcp' ? '' : `/${protocol}`}`;

const linkText = ({ target, alias }: ComposeService['links'][number]): string =>
  target === alias ? target : `${target}:${alias}`;

function modeText(mode: NonNullable<ComposeService['networkMode']>): string {
  switch (mode.kind) {
    case 'service':
      return `service:${mode.service}`;
    case 'container':
      return `container:${mode.container}`;
    case 'network':
      return mode.network;
    default:
      return mode.kind;
  }
}

const dependenciesJson = ({ dependsOn }: ComposeService) =>
  someOf(
    byKey(
      dependsOn.map(({ service, condition, restart, required }) => [
        service,
        compact({ condition, restart: restart || undefined, required }),
      ]),
    ),
  );

/** An attachment without options prints as `null`. */
function attachmentJson(attachment: ComposeAttachment): Json {
  const fields = compact({
    aliases: textsOf(attachment.aliases),
    driver_opts: pairsOf(attachment.driverOpts),
    gw_priority: attachment.gwPriority || undefined,
    interface_name: attachment.interfaceName?.value,
    ipv4_address: attachment.ipv4Address?.value,
    ipv6_address: attachment.ipv6Address?.value,
    link_local_ips: textsOf(attachment.linkLocalIps),
    mac_address: attachment.macAddress?.value,
    priority: attachment.priority || undefined,
  });
  return someOf(fields) ?? null;
}

function portJson({ name, mode, hostIp, target, published, protocol, appProtocol }: ComposePort): Json {
  const range =
    published &&
    (published.first === published.last ? `${published.first}` : `${published.first}-${published.last}`);
  return compact({
    name,
    mode,
    host_ip: hostIp,
    target,
    published: range,
    protocol,
    app_protocol: appProtocol,
  });
}

function deployJson(deploy: ComposeDeploy): Json {
  const placement = compact({
    constraints: textsOf(deploy.constraints),
    preferences: someOf(deploy.preferences.map(({ value }) => ({ spread: value }))),
    max_replicas_per_node: deploy.maxReplicasPerNode?.value,
  });
  const restart = deploy.restartPolicy;
  return compact({
    mode: deploy.mode?.value,
    replicas: deploy.replicas?.value,
    labels: pairsOf(deploy.labels),
    update_config: deploy.updateConfig && updateJson(deploy.updateConfig),
    rollback_config: deploy.rollbackConfig && updateJson(deploy.rollbackConfig),
    resources: deploy.resources,
    restart_policy:
      restart &&
      compact({
        condition: restart.condition,
        delay: restart.delay,
        max_attempts: restart.maxAttempts,
        window: restart.window,
      }),
    placement: someOf(placement),
    endpoint_mode: deploy.endpointMode?.value,
  });
}

const updateJson = (update: ComposeUpdateConfig): Json =>
  compact({
    parallelism: update.parallelism,
    delay: update.delay,
    failure_action: update.failureAction,
    monitor: update.monitor,
    max_failure_ratio: update.maxFailureRatio,
    order: update.order,
  });

function networkJson(network: ComposeNetwork): Json {
  const { ipam } = network;
  return compact({
    name: network.name,
    driver: network.driver?.value,
    driver_opts: pairsOf(network.driverOpts),
    ipam: someOf(
      compact({
        driver: ipam.driver?.value,
        config: someOf(ipam.config.map(poolJson)),
        options: pairsOf(ipam.options),
      }),
    ),
    external: network.external || undefined,
    internal: network.internal || undefined,
    attachable: network.attachable || undefined,
    labels: pairsOf(network.labels),
    enable_ipv4: network.enableIpv4,
    enable_ipv6: network.enableIpv6,
  });
}

const poolJson = ({ subnet, gateway, ipRange, auxAddresses }: ComposeNetwork['ipam']['config'][number]) =>
  compact({
    subnet: subnet?.value,
    gateway: gateway?.value,
    ip_range: ipRange?.value,
    aux_addresses: pairsOf(auxAddresses),
  });

import type {
  StackNetwork,
  StackPlan,
  StackPort,
  StackRestart,
  StackRollout,
  StackService,
} from '../ir/stack-plan.ts';
import { textMap } from './plan-network.ts';
import type {
  ComposeNetwork,
  ComposePort,
  ComposeProject,
  ComposeRestartPolicy,
  ComposeService,
  ComposeUpdateConfig,
  Located,
} from './project.ts';

/** What `docker stack deploy` makes of a compose project (docker/cli cli/compose/convert). */
export const stackPlan = (project: ComposeProject): StackPlan => ({
  networks: project.networks.map((network) => stackNetwork(project, network)),
  services: project.services.map(stackService),
  ignored: [...new Set(project.services.flatMap(ignoredKeys))].sort(),
});

function stackNetwork({ name: stack }: ComposeProject, network: ComposeNetwork): StackNetwork {
  const { key, name, driver, ipam } = network;
  return {
    key,
    ...(name !== `${stack}_${key}` && { name }),
    external: network.external,
    ...(driver && { driver: driver.value }),
    internal: network.internal,
    attachable: network.attachable,
    options: textMap(network.driverOpts),
    labels: textMap(network.labels),
    subnets: ipam.config.map(({ subnet, ipRange, gateway }) => ({
      ...(subnet && { subnet: subnet.value }),
      ...(ipRange && { ipRange: ipRange.value }),
      ...(gateway && { gateway: gateway.value }),
    })),
  };
}

const values = (texts: readonly Located<string>[]): readonly string[] => texts.map(({ value }) => value);

function stackService(service: ComposeService): StackService {
  const { name, deploy, command, entrypoint } = service;
  const restart = deploy?.restartPolicy ? restartPolicy(deploy.restartPolicy) : restartOf(service);
  return {
    name,
    image: service.image?.value ?? '',
    ...(command && { command: command.value }),
    ...(entrypoint && { entrypoint: entrypoint.value }),
    hostname: service.hostname?.value ?? '',
    environment: service.environment
      .flatMap(({ key, value }) => (value === null ? [] : [`${key}=${value}`]))
      .sort(),
    labels: textMap(service.labels),
    serviceLabels: textMap(deploy?.labels ?? []),
    networks: service.networks.map(({ network, aliases }) => ({ key: network, aliases: values(aliases) })),
    ports: service.ports.flatMap(stackPort),
    hosts: service.extraHosts.map(({ host, address }) => `${address} ${host}`),
    dns: values(service.dns),
    dnsSearch: values(service.dnsSearch),
    mode: deploy?.mode?.value === 'global' ? 'global' : 'replicated',
    ...replicasOf(service),
    endpointMode: deploy?.endpointMode?.value ?? '',
    constraints: values(deploy?.constraints ?? []),
    preferences: values(deploy?.preferences ?? []),
    maxPerNode: deploy?.maxReplicasPerNode?.value ?? 0,
    ...(deploy?.updateConfig && { update: rollout(deploy.updateConfig) }),
    ...(deploy?.rollbackConfig && { rollback: rollout(deploy.rollbackConfig) }),
    ...(restart && { restart }),
  };
}

const replicasOf = ({ deploy, scale }: ComposeService): { readonly replicas?: number } => {
  const replicas = deploy?.replicas?.value ?? scale?.value;
  return replicas === undefined ? {} : { replicas };
};

/** A range of ports is one entry each; a swarm takes no range to choose from, and no address of the host. */
function stackPort({ target, published, protocol, mode }: ComposePort): StackPort[] {
  return [{ target, ...(published && { published: published.first }), protocol, mode }];
}

const DURATION_UNITS: { readonly [unit: string]: number } = {
  ns: 1,
  us: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const nanoseconds = (text: string): number =>
  [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|ms|s|m|h)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * DURATION_UNITS[unit!]!,
    0,
  );

const rollout = (config: ComposeUpdateConfig): StackRollout => ({
  parallelism: config.parallelism ?? 1,
  ...(config.delay !== undefined && { delay: nanoseconds(config.delay) }),
  failureAction: config.failureAction ?? 'pause',
  monitor: nanoseconds(config.monitor ?? '5s'),
  maxFailureRatio: config.maxFailureRatio ?? 0,
  order: config.order === 'start-first' ? 'start-first' : 'stop-first',
});

const restartPolicy = (policy: ComposeRestartPolicy): StackRestart => ({
  condition: policy.condition === 'none' || policy.condition === 'on-failure' ? policy.condition : 'any',
  ...(policy.delay !== undefined && { delay: nanoseconds(policy.delay) }),
  ...(policy.maxAttempts !== undefined && { maxAttempts: policy.maxAttempts }),
});

/** `restart:` of a file without `deploy.restart_policy`. */
function restartOf({ restart }: ComposeService): StackRestart | undefined {
  const [name, attempts] = (restart?.value ?? '').split(':');
  if (name === 'always' || name === 'unless-stopped') return { condition: 'any' };
  if (name !== 'on-failure') return undefined;
  return { condition: 'on-failure', ...(attempts && { maxAttempts: Number(attempts) }) };
}

/** Those that concern one machine alone (docker/cli cli/compose/types, UnsupportedProperties). */
const UNSUPPORTED: { readonly [key: string]: (service: ComposeService) => boolean } = {
  build: ({ build }) => build !== undefined,
  domainname: ({ domainname }) => domainname !== undefined,
  external_links: ({ externalLinks }) => externalLinks.length > 0,
  links: ({ links }) => links.length > 0,
  mac_address: ({ macAddress }) => macAddress !== undefined,
  network_mode: ({ networkMode }) => networkMode !== undefined,
  privileged: ({ privileged }) => privileged,
  restart: ({ restart }) => restart !== undefined,
};

const ignoredKeys = (service: ComposeService): string[] =>
  Object.keys(UNSUPPORTED).filter((key) => UNSUPPORTED[key]!(service));

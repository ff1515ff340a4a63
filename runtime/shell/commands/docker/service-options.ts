import type {
  ContainerSpec,
  NetworkAttachmentConfig,
  RestartPolicy,
  ServiceSpec,
  UpdateConfig,
} from '../../../docker-api/service.ts';
import { parsePublish } from '../../../docker-client/publish-option.ts';
import { normalImage, type ServiceOptions, serviceOptions } from '../../../docker-client/service-request.ts';
import { type FlagValues, isGiven, listFlag, numberFlag, stringFlag } from '../../pflag/flag-values.ts';

/** What the flags of `docker service create` say. */
export function readServiceOptions(flags: FlagValues, args: readonly string[]): ServiceOptions {
  const [image = '', ...command] = args;
  return {
    ...serviceOptions(stringFlag(flags, 'name'), image),
    command,
    ...(isGiven(flags, 'entrypoint') && { entrypoint: stringFlag(flags, 'entrypoint') }),
    hostname: stringFlag(flags, 'hostname'),
    mode: stringFlag(flags, 'mode') === 'global' ? 'global' : 'replicated',
    ...(isGiven(flags, 'replicas') && { replicas: numberFlag(flags, 'replicas') }),
    networks: listFlag(flags, 'network').map(networkOf),
    ports: listFlag(flags, 'publish').flatMap(portsOf),
    endpointMode: stringFlag(flags, 'endpoint-mode'),
    constraints: listFlag(flags, 'constraint'),
    preferences: listFlag(flags, 'placement-pref'),
    maxPerNode: numberFlag(flags, 'replicas-max-per-node'),
    environment: listFlag(flags, 'env'),
    hosts: listFlag(flags, 'host'),
    dns: listFlag(flags, 'dns'),
    dnsSearch: listFlag(flags, 'dns-search'),
    dnsOptions: listFlag(flags, 'dns-option'),
    labels: pairs(listFlag(flags, 'label')),
    containerLabels: pairs(listFlag(flags, 'container-label')),
    restart: restartOf(flags),
    update: rolloutOf(flags, 'update'),
    rollback: rolloutOf(flags, 'rollback'),
    ...(isGiven(flags, 'stop-grace-period') && { stopGracePeriod: numberFlag(flags, 'stop-grace-period') }),
  };
}

const pairs = (texts: readonly string[]): { [key: string]: string } =>
  Object.fromEntries(texts.map((text) => [text.split('=')[0]!, text.split('=').slice(1).join('=')]));

const portsOf = (text: string) => {
  const parsed = parsePublish(text);
  return parsed.ok ? parsed.value : [];
};

/** `my_net`, or `name=my_net,alias=web`. */
function networkOf(text: string): NetworkAttachmentConfig {
  if (!text.includes('=')) return { Target: text };
  const fields = text.split(',').map((field) => field.split('=', 2) as [string, string]);
  const values = (key: string): string[] => fields.filter(([name]) => name === key).map(([, value]) => value);
  const aliases = values('alias');
  return { Target: values('name')[0] ?? '', ...(aliases.length > 0 && { Aliases: aliases }) };
}

const restartOf = (flags: FlagValues): Partial<RestartPolicy> => ({
  ...(isGiven(flags, 'restart-condition') && {
    Condition: stringFlag(flags, 'restart-condition') as RestartPolicy['Condition'],
  }),
  ...(isGiven(flags, 'restart-delay') && { Delay: numberFlag(flags, 'restart-delay') }),
  ...(isGiven(flags, 'restart-max-attempts') && { MaxAttempts: numberFlag(flags, 'restart-max-attempts') }),
});

/** `--update-...` or `--rollback-...` */
function rolloutOf(flags: FlagValues, prefix: 'update' | 'rollback'): Partial<UpdateConfig> {
  const has = (name: string): boolean => isGiven(flags, `${prefix}-${name}`);
  const text = (name: string): string => stringFlag(flags, `${prefix}-${name}`);
  const number = (name: string): number => numberFlag(flags, `${prefix}-${name}`);
  return {
    ...(has('parallelism') && { Parallelism: number('parallelism') }),
    ...(has('delay') && { Delay: number('delay') }),
    ...(has('failure-action') && { FailureAction: text('failure-action') }),
    ...(has('monitor') && { Monitor: number('monitor') }),
    ...(has('max-failure-ratio') && { MaxFailureRatio: number('max-failure-ratio') }),
    ...(has('order') && { Order: text('order') as UpdateConfig['Order'] }),
  };
}

/** The specification after `docker service update`; a text is the client's or the daemon's complaint about a network. */
export function updatedSpec(
  spec: ServiceSpec,
  flags: FlagValues,
  networkId: (term: string) => string | undefined,
): ServiceSpec | string {
  const networks = updatedNetworks(spec, flags, networkId);
  if (typeof networks === 'string') return networks;
  const { Networks: _, ...template } = spec.TaskTemplate;
  const { Env, Hosts, Labels, ...container } = template.ContainerSpec ?? { Image: '' };
  const containerLabels = updatedLabels(Labels ?? {}, flags, 'container-label');
  const hosts = updatedHosts(Hosts ?? [], flags);
  const env = updatedList(Env ?? [], flags, 'env');
  const constraints = updatedList(template.Placement?.Constraints ?? [], flags, 'constraint');
  const { Constraints: _c, Preferences: before, ...placement } = template.Placement ?? {};
  const preferences = updatedPreferences(before ?? [], flags);
  const { Ports: _p, ...endpoint } = spec.EndpointSpec ?? {};
  const ports = updatedPorts(spec, flags);
  return {
    ...spec,
    Labels: updatedLabels(spec.Labels, flags, 'label'),
    TaskTemplate: {
      ...template,
      ContainerSpec: {
        ...container,
        ...(isGiven(flags, 'image') && { Image: normalImage(stringFlag(flags, 'image')) }),
        ...(isGiven(flags, 'args') && { Args: stringFlag(flags, 'args').split(' ').filter(Boolean) }),
        ...(isGiven(flags, 'hostname') && { Hostname: stringFlag(flags, 'hostname') }),
        ...(isGiven(flags, 'stop-grace-period') && {
          StopGracePeriod: numberFlag(flags, 'stop-grace-period'),
        }),
        ...(env.length > 0 && { Env: env }),
        ...(hosts.length > 0 && { Hosts: hosts }),
        ...(Object.keys(containerLabels).length > 0 && { Labels: containerLabels }),
        DNSConfig: updatedDns(container, flags),
      },
      RestartPolicy: { ...template.RestartPolicy!, ...restartOf(flags) },
      Placement: {
        ...placement,
        ...(constraints.length > 0 && { Constraints: constraints }),
        ...(preferences.length > 0 && { Preferences: preferences }),
        ...(isGiven(flags, 'replicas-max-per-node') && {
          MaxReplicas: numberFlag(flags, 'replicas-max-per-node'),
        }),
      },
      ...(networks.length > 0 && { Networks: networks }),
      ForceUpdate: template.ForceUpdate + (isGiven(flags, 'force') ? 1 : 0),
    },
    Mode: isGiven(flags, 'replicas')
      ? { Replicated: { Replicas: numberFlag(flags, 'replicas') } }
      : spec.Mode,
    UpdateConfig: { ...spec.UpdateConfig!, ...rolloutOf(flags, 'update') },
    RollbackConfig: { ...spec.RollbackConfig!, ...rolloutOf(flags, 'rollback') },
    EndpointSpec: {
      ...endpoint,
      ...(isGiven(flags, 'endpoint-mode') && { Mode: stringFlag(flags, 'endpoint-mode') }),
      ...(ports.length > 0 && { Ports: ports }),
    },
  };
}

function updatedNetworks(
  spec: ServiceSpec,
  flags: FlagValues,
  networkId: (term: string) => string | undefined,
): readonly NetworkAttachmentConfig[] | string {
  let networks = spec.TaskTemplate.Networks ?? [];
  for (const term of listFlag(flags, 'network-rm')) {
    const id = networkId(term);
    if (id === undefined) return `network ${term} not found`;
    networks = networks.filter(({ Target }) => Target !== id);
  }
  for (const text of listFlag(flags, 'network-add')) {
    const added = networkOf(text);
    const id = networkId(added.Target);
    if (id === undefined) return `network ${added.Target} not found`;
    networks = [...networks.filter(({ Target }) => Target !== id), { ...added, Target: id }];
  }
  return networks;
}

function updatedPorts({ EndpointSpec }: ServiceSpec, flags: FlagValues) {
  const removed = listFlag(flags, 'publish-rm').map((text) => text.split('/'));
  const kept = (EndpointSpec?.Ports ?? []).filter(
    ({ TargetPort, Protocol }) =>
      !removed.some(
        ([port = '', protocol = 'tcp']) =>
          Number(port.split(':').at(-1)) === TargetPort && protocol === Protocol,
      ),
  );
  const added = listFlag(flags, 'publish-add').flatMap(portsOf);
  const same = (a: (typeof kept)[number], b: (typeof kept)[number]): boolean =>
    a.TargetPort === b.TargetPort && a.Protocol === b.Protocol && a.PublishedPort === b.PublishedPort;
  return [...kept.filter((port) => !added.some((other) => same(port, other))), ...added];
}

function updatedList(before: readonly string[], flags: FlagValues, name: string): readonly string[] {
  const removed = new Set(listFlag(flags, `${name}-rm`));
  const added = listFlag(flags, `${name}-add`);
  const keyOf = (text: string): string => (name === 'env' ? text.split('=')[0]! : text);
  const replaced = new Set(added.map(keyOf));
  return [...before.filter((text) => !removed.has(keyOf(text)) && !replaced.has(keyOf(text))), ...added];
}

function updatedLabels(
  before: ServiceSpec['Labels'],
  flags: FlagValues,
  name: string,
): ServiceSpec['Labels'] {
  const labels = { ...before, ...pairs(listFlag(flags, `${name}-add`)) };
  for (const label of listFlag(flags, `${name}-rm`)) delete labels[label];
  return labels;
}

/** `host:ip` of the command line is `ip host` in the specification. */
function updatedHosts(before: readonly string[], flags: FlagValues): readonly string[] {
  const lines = (name: string): string[] =>
    listFlag(flags, name).map((text) => text.replace(/^([^:]+):(.*)$/, '$2 $1'));
  const removed = new Set(lines('host-rm'));
  return [...before.filter((line) => !removed.has(line)), ...lines('host-add')];
}

function updatedDns(
  { DNSConfig }: ContainerSpec,
  flags: FlagValues,
): NonNullable<ContainerSpec['DNSConfig']> {
  const servers = updatedList(DNSConfig?.Nameservers ?? [], flags, 'dns');
  const search = updatedList(DNSConfig?.Search ?? [], flags, 'dns-search');
  const options = updatedList(DNSConfig?.Options ?? [], flags, 'dns-option');
  return {
    ...(servers.length > 0 && { Nameservers: servers }),
    ...(search.length > 0 && { Search: search }),
    ...(options.length > 0 && { Options: options }),
  };
}

type Preferences = NonNullable<NonNullable<ServiceSpec['TaskTemplate']['Placement']>['Preferences']>;

function updatedPreferences(before: Preferences, flags: FlagValues): Preferences {
  const named = (name: string): Preferences =>
    listFlag(flags, name).map((text) => ({ Spread: { SpreadDescriptor: text.replace(/^spread=/, '') } }));
  const removed = new Set(named('placement-pref-rm').map(({ Spread }) => Spread.SpreadDescriptor));
  return [
    ...before.filter(({ Spread }) => !removed.has(Spread.SpreadDescriptor)),
    ...named('placement-pref-add'),
  ];
}

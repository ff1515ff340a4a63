import type { ServiceResource, UpdateConfig } from '../../../../docker-api/service.ts';
import { humanDuration } from '../../../../engine/daemon/human-duration.ts';
import { goDuration, labelLines, lines } from './lines.ts';

/** `docker service inspect --pretty`; `now` is the client's clock, `networkName` what it finds a network called. */
export function prettyService(
  service: ServiceResource,
  now: number,
  networkName: (id: string) => string,
): string {
  const { Spec, Endpoint } = service;
  const container = Spec.TaskTemplate.ContainerSpec;
  const replicas = Spec.Mode.Replicated?.Replicas;
  return lines(
    `ID:\t\t${service.ID}`,
    `Name:\t\t${Spec.Name}`,
    labelLines(Spec.Labels, ' '),
    `Service Mode:\t${replicas === undefined ? 'Global' : 'Replicated'}`,
    replicas ? ` Replicas:\t${replicas}` : undefined,
    updateStatus(service, now),
    placement(service),
    Spec.UpdateConfig && rollout('UpdateConfig', ' Update order:      ', Spec.UpdateConfig),
    Spec.RollbackConfig && rollout('RollbackConfig', ' Rollback order:    ', Spec.RollbackConfig),
    'ContainerSpec:',
    ` Image:\t\t${container?.Image ?? ''}`,
    container?.Args && ` Args:\t\t${container.Args.map((arg) => `${arg} `).join('')}`,
    container?.Env && ` Env:\t\t${container.Env.map((one) => `${one} `).join('')}`,
    container?.Init === undefined ? undefined : ` Init:\t\t${container.Init}`,
    'Resources:',
    networks(service, networkName),
    `Endpoint Mode:\t${Endpoint.Spec.Mode ?? Spec.EndpointSpec?.Mode ?? 'vip'}`,
    ports(service),
  );
}

function updateStatus({ UpdateStatus }: ServiceResource, now: number): string | undefined {
  if (UpdateStatus === undefined) return undefined;
  const ago = (time: string): string => `${humanDuration(now - Date.parse(time))} ago`;
  const { State, StartedAt, CompletedAt, Message } = UpdateStatus;
  return [
    'UpdateStatus:',
    ` State:\t\t${State}`,
    ` Started:\t${ago(StartedAt)}`,
    ...(State === 'completed' && CompletedAt !== undefined ? [` Completed:\t${ago(CompletedAt)}`] : []),
    ` Message:\t${Message}`,
  ].join('\n');
}

function placement({ Spec }: ServiceResource): string {
  const { Constraints = [], Preferences = [], MaxReplicas = 0 } = Spec.TaskTemplate.Placement ?? {};
  return [
    'Placement:',
    ...(Constraints.length > 0 ? [` Constraints:\t[${Constraints.join(' ')}]`] : []),
    ...(Preferences.length > 0
      ? [` Preferences:   ${Preferences.map(({ Spread }) => `spread=${Spread.SpreadDescriptor}`).join(', ')}`]
      : []),
    ...(MaxReplicas > 0 ? [` Max Replicas Per Node:   ${MaxReplicas}`] : []),
  ].join('\n');
}

function rollout(heading: string, orderHeading: string, config: UpdateConfig): string {
  return [
    `${heading}:`,
    ` Parallelism:\t${config.Parallelism}`,
    ...(config.Delay ? [` Delay:\t\t${goDuration(config.Delay)}`] : []),
    ` On failure:\t${config.FailureAction}`,
    ...(config.Monitor ? [` Monitoring Period: ${goDuration(config.Monitor)}`] : []),
    ` Max failure ratio: ${config.MaxFailureRatio}`,
    `${orderHeading}${config.Order}`,
  ].join('\n');
}

function networks({ Spec }: ServiceResource, nameOf: (id: string) => string): string | undefined {
  const names = (Spec.TaskTemplate.Networks ?? []).map(({ Target }) => nameOf(Target));
  return names.length === 0 ? undefined : `Networks: ${names.join(' ')} `;
}

function ports({ Endpoint }: ServiceResource): string | undefined {
  const all = Endpoint.Ports ?? [];
  if (all.length === 0) return undefined;
  const text = all.flatMap(({ PublishedPort = 0, Protocol, TargetPort, PublishMode }) => [
    ` PublishedPort = ${PublishedPort}`,
    `  Protocol = ${Protocol}`,
    `  TargetPort = ${TargetPort}`,
    `  PublishMode = ${PublishMode}`,
  ]);
  return `Ports:\n${text.join('\n')} `;
}

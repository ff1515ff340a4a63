import type { ServiceSpec as DeclaredService } from '../../../compiler/ir/action.ts';
import type { PortConfig, RestartPolicy, ServiceSpec } from '../../docker-api/service.ts';
import { parsePublish } from '../../docker-client/publish-option.ts';
import { type ClientResult, ok } from '../../docker-client/result.ts';
import { serviceRequest as clientRequest, serviceOptions } from '../../docker-client/service-request.ts';

type Changes = Partial<DeclaredService>;

/** What `docker service create` asks of a manager for a declared service, or its own complaint. */
export function serviceRequest(spec: Changes): ClientResult<ServiceSpec> {
  const ports: PortConfig[] = [];
  for (const { text } of spec.publish ?? []) {
    const parsed = parsePublish(text);
    if (!parsed.ok) return parsed;
    ports.push(...parsed.value);
  }
  return ok(
    clientRequest({ ...serviceOptions(spec.name ?? '', spec.image ?? ''), ...optionsOf(spec), ports }),
  );
}

const NANOSECONDS = 1_000_000;

function optionsOf(spec: Changes) {
  const { restart, update } = spec;
  return {
    command: spec.command ?? [],
    hostname: spec.hostname ?? '',
    mode: spec.mode ?? 'replicated',
    ...(spec.replicas !== undefined && { replicas: spec.replicas }),
    networks: (spec.networks ?? []).map(({ network, aliases }) => ({
      Target: network,
      ...(aliases.length > 0 && { Aliases: aliases }),
    })),
    endpointMode: spec.endpointMode ?? '',
    constraints: spec.constraints ?? [],
    preferences: spec.placementPreferences ?? [],
    environment: spec.environment ?? [],
    labels: spec.labels ?? {},
    restart: {
      ...(restart?.condition !== undefined && { Condition: restart.condition as RestartPolicy['Condition'] }),
      ...(restart?.delayMs !== undefined && { Delay: restart.delayMs * NANOSECONDS }),
      ...(restart?.maxAttempts !== undefined && { MaxAttempts: restart.maxAttempts }),
    },
    update: {
      ...(update?.parallelism !== undefined && { Parallelism: update.parallelism }),
      ...(update?.delayMs !== undefined && { Delay: update.delayMs * NANOSECONDS }),
      ...(update?.order !== undefined && { Order: update.order }),
    },
  };
}

type Merge = (now: ServiceSpec, asked: ServiceSpec) => ServiceSpec;

const inTemplate =
  (part: keyof ServiceSpec['TaskTemplate']): Merge =>
  (now, asked) => ({ ...now, TaskTemplate: { ...now.TaskTemplate, [part]: asked.TaskTemplate[part] } });

const inContainer =
  (part: keyof NonNullable<ServiceSpec['TaskTemplate']['ContainerSpec']>): Merge =>
  (now, asked) => ({
    ...now,
    TaskTemplate: {
      ...now.TaskTemplate,
      ContainerSpec: {
        ...now.TaskTemplate.ContainerSpec!,
        [part]: asked.TaskTemplate.ContainerSpec?.[part],
      },
    },
  });

type Placement = NonNullable<ServiceSpec['TaskTemplate']['Placement']>;

const inPlacement =
  (part: keyof Placement): Merge =>
  (now, asked) => {
    const { [part]: _, ...others } = now.TaskTemplate.Placement ?? {};
    const given = asked.TaskTemplate.Placement?.[part];
    const Placement: Placement = { ...others, ...(given !== undefined && { [part]: given }) };
    return { ...now, TaskTemplate: { ...now.TaskTemplate, Placement } };
  };

/** What each changed attribute replaces in a service as it is; the rest stays as commands have left it. */
const MERGES: { readonly [K in keyof DeclaredService]?: Merge } = {
  image: inContainer('Image'),
  command: inContainer('Args'),
  hostname: inContainer('Hostname'),
  environment: inContainer('Env'),
  networks: inTemplate('Networks'),
  constraints: inPlacement('Constraints'),
  placementPreferences: inPlacement('Preferences'),
  restart: inTemplate('RestartPolicy'),
  labels: (now, { Labels }) => ({ ...now, Labels }),
  replicas: (now, { Mode }) => ({ ...now, Mode }),
  mode: (now, { Mode }) => ({ ...now, Mode }),
  update: (now, asked) => ({ ...now, UpdateConfig: asked.UpdateConfig! }),
  publish: (now, asked) => ({
    ...now,
    EndpointSpec: { ...now.EndpointSpec, Ports: asked.EndpointSpec?.Ports ?? [] },
  }),
  endpointMode: (now, asked) => ({
    ...now,
    EndpointSpec: { ...now.EndpointSpec, Mode: asked.EndpointSpec?.Mode ?? 'vip' },
  }),
};

/** A service after `docker service update`; `force` makes every task anew. */
export function changedService(
  now: ServiceSpec,
  changes: Changes,
  force: boolean,
): ClientResult<ServiceSpec> {
  const asked = serviceRequest(changes);
  if (!asked.ok) return asked;
  const merged = (Object.keys(changes) as (keyof DeclaredService)[]).reduce(
    (spec, key) => MERGES[key]?.(spec, asked.value) ?? spec,
    now,
  );
  const { ForceUpdate } = merged.TaskTemplate;
  return ok({
    ...merged,
    TaskTemplate: { ...merged.TaskTemplate, ForceUpdate: ForceUpdate + (force ? 1 : 0) },
  });
}

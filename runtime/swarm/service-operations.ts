import { formatIp } from '../address/ip.ts';
import type { Filters } from '../docker-api/network.ts';
import type {
  NetworkAttachmentConfig,
  ServiceCreateResponse,
  ServiceResource,
  ServiceSpec,
} from '../docker-api/service.ts';
import { type Answer, answer, invalid, notFound, type Refusal } from '../engine/daemon/answer.ts';
import { isRefusal } from '../engine/daemon/engine-of.ts';
import { timestamp } from '../engine/daemon/timestamps.ts';
import type { World } from '../world.ts';
import { freeAddress } from './address-pool.ts';
import { allocateService } from './allocate-tasks.ts';
import type { Cluster, Service } from './cluster.ts';
import { type Control, controlOf, nextIndex } from './control-plane.ts';
import { allocatePorts } from './service-ports.ts';
import { swarmId } from './swarm-id.ts';
import { serviceFault } from './validate-service.ts';
import { wake } from './wake.ts';

/** POST /services/create */
export function serviceCreate(world: World, host: string, asked: ServiceSpec): Answer<ServiceCreateResponse> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const { cluster } = control;
  const mode = asked.EndpointSpec?.Mode ?? 'vip';
  if (mode !== 'vip' && mode !== 'dnsrr') return invalid(`invalid resolution mode: "${mode}"`);
  const spec = withNetworkIds(cluster, asked);
  if (isRefusal(spec)) return spec;
  const fault = serviceFault(cluster, spec);
  if (fault) return fault;
  const service: Service = {
    id: swarmId(world.random),
    created: world.now,
    updated: world.now,
    index: nextIndex(cluster),
    spec,
    endpoint: { spec: spec.EndpointSpec, ports: [], vips: new Map() },
    generation: 1,
    removed: false,
  };
  allocatePorts(cluster, service);
  cluster.services.set(service.id, service);
  allocateService(cluster, service);
  wake(world, cluster);
  return answer({ ID: service.id, Warnings: null });
}

/** Networks by name become networks by id; a node's own networks, but `host` and `bridge`, are not known to the swarm. */
function withNetworkIds(cluster: Cluster, spec: ServiceSpec): ServiceSpec | Refusal {
  const networks: NetworkAttachmentConfig[] = [];
  for (const network of spec.TaskTemplate.Networks ?? []) {
    const { Target } = network;
    const known =
      cluster.networks.get(Target) ?? [...cluster.networks.values()].find(({ name }) => name === Target);
    const id =
      known?.id ?? cluster.predefined.get(Target) ?? (isPredefinedId(cluster, Target) ? Target : undefined);
    if (id === undefined) return notFound(`network ${Target} not found`);
    if (!networks.some((other) => other.Target === id)) networks.push({ ...network, Target: id });
  }
  const { Networks: _, ...template } = spec.TaskTemplate;
  return { ...spec, TaskTemplate: { ...template, ...(networks.length > 0 && { Networks: networks }) } };
}

const isPredefinedId = (cluster: Cluster, id: string): boolean =>
  [...cluster.predefined.values()].includes(id);

/** POST /services/{id}/update; `rollback` takes the specification from before the last update. */
export function serviceUpdate(
  world: World,
  host: string,
  term: string,
  asked: ServiceSpec | 'rollback',
): Answer<ServiceCreateResponse> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const { cluster } = control;
  const service = findService(control, term);
  if (isRefusal(service)) return service;
  if (asked === 'rollback' && service.previousSpec === undefined)
    return invalid('rpc error: code = FailedPrecondition desc = service does not have a previous spec');
  const spec = withNetworkIds(cluster, asked === 'rollback' ? service.previousSpec! : asked);
  if (isRefusal(spec)) return spec;
  const fault = serviceFault(cluster, spec, service);
  if (fault) return fault;
  change(world, cluster, service, spec, asked === 'rollback');
  return answer({ ID: service.id, Warnings: null });
}

/** Tasks are replaced where what they are made from changed; more or fewer of them is no such change. */
function change(world: World, cluster: Cluster, service: Service, spec: ServiceSpec, back: boolean): void {
  const before = service.spec;
  service.previousSpec = before;
  service.spec = spec;
  service.updated = world.now;
  service.index = nextIndex(cluster);
  service.endpoint.spec = spec.EndpointSpec;
  const replaced =
    JSON.stringify(before.TaskTemplate) !== JSON.stringify(spec.TaskTemplate) ||
    JSON.stringify(before.EndpointSpec?.Ports ?? []) !== JSON.stringify(spec.EndpointSpec?.Ports ?? []);
  allocatePorts(cluster, service);
  allocateService(cluster, service);
  if (replaced) {
    service.generation++;
    service.update = {
      state: back ? 'rollback_started' : 'updating',
      started: world.now,
      message: back ? 'rollback in progress' : 'update in progress',
      nextAt: 0,
    };
  }
  wake(world, cluster);
}

/** DELETE /services/{id}: the service is gone at once, its tasks follow. */
export function serviceRemove(world: World, host: string, term: string): Answer<null> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const { cluster } = control;
  const service = findService(control, term);
  if (isRefusal(service)) return service;
  for (const [id, ip] of service.endpoint.vips) {
    const network = cluster.networks.get(id);
    if (network !== undefined && ip !== undefined) freeAddress(network, ip);
  }
  cluster.services.delete(service.id);
  nextIndex(cluster);
  wake(world, cluster);
  return answer(null);
}

/** By id, then by name, then by the beginning of an id. */
export function findService({ cluster }: Control, term: string): Service | Refusal {
  const all = [...cluster.services.values()];
  return (
    cluster.services.get(term) ??
    all.find(({ spec }) => spec.Name === term) ??
    all.find(({ id }) => term !== '' && id.startsWith(term)) ??
    notFound(`service ${term} not found`)
  );
}

const FILTERS: { readonly [name: string]: (service: Service, value: string) => boolean } = {
  id: ({ id }, value) => id.startsWith(value),
  name: ({ spec }, value) => spec.Name.startsWith(value),
  mode: ({ spec }, value) => (spec.Mode.Global === undefined ? 'replicated' : 'global') === value,
  label: ({ spec }, value) => {
    const [key = '', ...rest] = value.split('=');
    return Object.hasOwn(spec.Labels, key) && (rest.length === 0 || spec.Labels[key] === rest.join('='));
  },
};

/** GET /services */
export function serviceList(
  world: World,
  host: string,
  filters: Filters = {},
): Answer<readonly ServiceResource[]> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const tests = Object.entries(filters);
  const unknown = tests.find(([name]) => !Object.hasOwn(FILTERS, name));
  if (unknown) return invalid(`invalid filter '${unknown[0]}'`);
  const chosen = [...control.cluster.services.values()].filter((service) =>
    tests.every(([name, values]) => values.some((value) => FILTERS[name]!(service, value))),
  );
  return answer(chosen.map((service) => serviceResource(world, control.cluster, service)));
}

/** GET /services/{id} */
export function serviceInspect(world: World, host: string, term: string): Answer<ServiceResource> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const service = findService(control, term);
  return isRefusal(service) ? service : answer(serviceResource(world, control.cluster, service));
}

function serviceResource(world: World, cluster: Cluster, service: Service): ServiceResource {
  const { endpoint, update } = service;
  const vips = [...endpoint.vips].map(([id, ip]) => ({ NetworkID: id, ...vipOf(cluster, id, ip) }));
  const hasEndpoint =
    vips.length > 0 || endpoint.ports.length > 0 || (service.spec.TaskTemplate.Networks ?? []).length > 0;
  return {
    ID: service.id,
    Version: { Index: service.index },
    CreatedAt: timestamp(world, service.created),
    UpdatedAt: timestamp(world, service.updated),
    Spec: service.spec,
    ...(service.previousSpec && { PreviousSpec: service.previousSpec }),
    Endpoint: {
      Spec: hasEndpoint ? (endpoint.spec ?? {}) : {},
      ...(endpoint.ports.length > 0 && { Ports: endpoint.ports }),
      ...(vips.length > 0 && { VirtualIPs: vips }),
    },
    ...(update && {
      UpdateStatus: {
        State: update.state,
        StartedAt: timestamp(world, update.started),
        ...(update.completed !== undefined && { CompletedAt: timestamp(world, update.completed) }),
        Message: update.message,
      },
    }),
  };
}

function vipOf(cluster: Cluster, id: string, ip: number | bigint | undefined): { Addr?: string } {
  const length = cluster.networks.get(id)?.subnets[0]?.block.length;
  return ip === undefined || length === undefined ? {} : { Addr: `${formatIp(ip)}/${length}` };
}

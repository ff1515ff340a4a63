import { formatIp } from '../address/ip.ts';
import type { ContainerCreateRequest, HostConfig, PortBindings } from '../docker-api/container.ts';
import type { EndpointRequest } from '../docker-api/network.ts';
import type { ContainerSpec } from '../docker-api/service.ts';
import { type Answer, answer, failed } from '../engine/daemon/answer.ts';
import { containerCreate } from '../engine/daemon/container-create.ts';
import { networkConnect } from '../engine/daemon/network-connect.ts';
import { type Engine, versionOf } from '../engine/engine.ts';
import type { World } from '../world.ts';
import { networksOf } from './allocate-tasks.ts';
import type { Cluster, Service, SwarmNode, Task } from './cluster.ts';
import { ensureNodeNetwork } from './node-network.ts';
import { taskName } from './slots.ts';
import { prepareProgram } from './task-programs.ts';

/** A container that a task was made, and why it cannot be used: it stays, `Created`, until its task is forgotten. */
interface TaskContainer {
  readonly id: string;
  readonly refusal?: string;
}

/** Makes a task's container on its node, through the daemon's own operations. */
export function createTaskContainer(
  world: World,
  cluster: Cluster,
  engine: Engine,
  node: SwarmNode,
  task: Task,
): Answer<TaskContainer> {
  const service = cluster.services.get(task.service);
  if (service === undefined) return failed('the service is gone');
  for (const network of networksOf(cluster, service))
    if (task.addresses.has(network.id)) ensureNodeNetwork(world, cluster, node, engine, network);
  const networks = endpointsOf(world, cluster, service, task);
  const one = versionOf(engine).daemon.refusesSeveralNetworks !== undefined;
  const first = one ? networks.slice(0, 1) : networks;
  const created = containerCreate(world, engine.host, requestOf(cluster, node, service, task, first));
  if (!created.ok) return created;
  const id = created.value.Id;
  for (const [name, endpoint] of networks.slice(first.length)) {
    const joined = networkConnect(world, engine.host, name, { Container: id, EndpointConfig: endpoint });
    if (!joined.ok) return answer({ id, refusal: joined.message });
  }
  prepareProgram(world, engine.host, id, service.spec.Name);
  return answer({ id });
}

/** Overlay networks with the task's addresses, and those that every node has by itself, in the order of the request. */
function endpointsOf(
  _world: World,
  cluster: Cluster,
  service: Service,
  task: Task,
): (readonly [string, EndpointRequest])[] {
  const asked = service.spec.TaskTemplate.Networks ?? [];
  const predefined = asked.flatMap(({ Target }): [string, EndpointRequest][] => {
    const name = [...cluster.predefined].find(([own, id]) => own === Target || id === Target)?.[0];
    return name === undefined ? [] : [[name, {}]];
  });
  const overlays = networksOf(cluster, service).map(({ id, name }): [string, EndpointRequest] => {
    const ip = task.addresses.get(id);
    return [name, ip === undefined ? {} : { IPAMConfig: { IPv4Address: formatIp(ip) } }];
  });
  const ingress = overlays.filter(([name]) =>
    networksOf(cluster, service).some((n) => n.name === name && n.ingress),
  );
  return [...ingress, ...predefined, ...overlays.filter((one) => !ingress.includes(one))];
}

function requestOf(
  cluster: Cluster,
  node: SwarmNode,
  service: Service,
  task: Task,
  networks: readonly (readonly [string, EndpointRequest])[],
): ContainerCreateRequest {
  const spec: ContainerSpec = task.spec.ContainerSpec ?? { Image: '' };
  const name = taskName(cluster, task);
  const onHost = networks[0]?.[0] === 'host';
  return {
    name,
    Config: {
      Image: spec.Image,
      Hostname: spec.Hostname ?? '',
      Env: spec.Env ?? [],
      ...(spec.Command && { Entrypoint: spec.Command }),
      ...(spec.Args && { Cmd: spec.Args }),
      ExposedPorts: Object.fromEntries(
        task.hostPorts.map(({ TargetPort, Protocol }) => [`${TargetPort}/${Protocol}`, {}]),
      ),
      Labels: {
        ...spec.Labels,
        'com.docker.swarm.node.id': node.id,
        'com.docker.swarm.service.id': service.id,
        'com.docker.swarm.service.name': service.spec.Name,
        'com.docker.swarm.task': '',
        'com.docker.swarm.task.id': task.id,
        'com.docker.swarm.task.name': name,
      },
    },
    HostConfig: {
      NetworkMode: onHost ? 'host' : 'default',
      PortBindings: onHost ? {} : bindingsOf(task),
      ...dnsOf(spec),
      ExtraHosts: (spec.Hosts ?? []).map((line) => {
        const [ip = '', host = ''] = line.split(' ');
        return `${host}:${ip}`;
      }),
    },
    NetworkingConfig: { EndpointsConfig: Object.fromEntries(onHost ? [] : networks) },
  };
}

/** Only what the service says: a task's container has null where a person's has an empty list. */
const dnsOf = ({
  DNSConfig,
}: ContainerSpec): Pick<Partial<HostConfig>, 'Dns' | 'DnsSearch' | 'DnsOptions'> => ({
  ...(DNSConfig?.Nameservers?.length && { Dns: DNSConfig.Nameservers }),
  ...(DNSConfig?.Search?.length && { DnsSearch: DNSConfig.Search }),
  ...(DNSConfig?.Options?.length && { DnsOptions: DNSConfig.Options }),
});

function bindingsOf({ hostPorts }: Task): PortBindings {
  const bindings: { [port: string]: { HostIp: string; HostPort: string }[] } = {};
  for (const { TargetPort, Protocol, PublishedPort } of hostPorts) {
    const key = `${TargetPort}/${Protocol}`;
    bindings[key] = [...(bindings[key] ?? []), { HostIp: '', HostPort: String(PublishedPort ?? '') }];
  }
  return bindings;
}

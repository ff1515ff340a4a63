import type { ServiceSpec } from '../docker-api/service.ts';
import { type Refusal, refuse } from '../engine/daemon/answer.ts';
import type { Cluster, Service } from './cluster.ts';
import { ingressOf } from './cluster-network.ts';
import { isConstraint } from './constraints.ts';
import { ownerOf } from './service-ports.ts';

const rpc = (code: string, text: string, status = 400): Refusal =>
  refuse(status, `rpc error: code = ${code} desc = ${text}`);
const argument = (text: string): Refusal => rpc('InvalidArgument', text);

/** What is wrong with a service, in the words and the order of swarmkit's manager/controlapi/service.go. */
export function serviceFault(cluster: Cluster, spec: ServiceSpec, self?: Service): Refusal | undefined {
  return (
    nameFault(spec) ??
    constraintFault(spec) ??
    portFault(spec) ??
    ingressFault(cluster, spec) ??
    conflictFault(cluster, spec, self) ??
    takenName(cluster, spec, self)
  );
}

function nameFault({ Name }: ServiceSpec): Refusal | undefined {
  if (Name === '') return argument('meta: name must be provided');
  if (Name.length > 63) return argument('name must be 63 characters or fewer');
  return /^[a-z0-9](?:[-_]*[a-z0-9]+)*$/i.test(Name)
    ? undefined
    : argument('name must be valid as a DNS name component');
}

function constraintFault({ TaskTemplate }: ServiceSpec): Refusal | undefined {
  const bad = (TaskTemplate.Placement?.Constraints ?? []).find((text) => !isConstraint(text));
  if (bad === undefined) return undefined;
  return argument(`constraint expected one operator from ==, !=`);
}

function portFault({ EndpointSpec }: ServiceSpec): Refusal | undefined {
  const ports = EndpointSpec?.Ports ?? [];
  if (EndpointSpec?.Mode === 'dnsrr' && ports.some(({ PublishMode }) => PublishMode === 'ingress'))
    return argument("EndpointSpec: port published with ingress mode can't be used with dnsrr mode");
  const seen = new Set<string>();
  for (const { Protocol, PublishedPort, PublishMode } of ports) {
    if (!PublishedPort) continue;
    const key = `${PublishMode} ${PublishedPort}/${Protocol}`;
    if (seen.has(key)) return argument('EndpointSpec: duplicate published ports provided');
    seen.add(key);
  }
  return undefined;
}

function ingressFault(cluster: Cluster, { TaskTemplate, EndpointSpec }: ServiceSpec): Refusal | undefined {
  const ingress = ingressOf(cluster);
  if ((TaskTemplate.Networks ?? []).some(({ Target }) => Target === ingress?.id))
    return argument(`Service cannot be explicitly attached to the ingress network "${ingress!.name}"`);
  const wants = (EndpointSpec?.Ports ?? []).some(({ PublishMode }) => PublishMode === 'ingress');
  if (wants && ingress === undefined)
    return rpc('FailedPrecondition', 'service needs ingress network, but no ingress network is present', 412);
  return undefined;
}

/** An ingress port is every node's; a port on the host only clashes with ingress. */
function conflictFault(
  cluster: Cluster,
  { EndpointSpec }: ServiceSpec,
  self: Service | undefined,
): Refusal | undefined {
  for (const port of EndpointSpec?.Ports ?? []) {
    if (!port.PublishedPort) continue;
    const owner = ownerOf(cluster, port, self);
    if (owner === undefined) continue;
    const { service, port: theirs } = owner;
    if (port.PublishMode === 'host' && theirs.PublishMode === 'host') continue;
    const how = theirs.PublishMode === 'host' ? 'a host-published port' : 'an ingress port';
    return argument(
      `port '${port.PublishedPort}' is already in use by service '${service.spec.Name}' (${service.id}) as ${how}`,
    );
  }
  return undefined;
}

function takenName(cluster: Cluster, { Name }: ServiceSpec, self: Service | undefined): Refusal | undefined {
  const taken = [...cluster.services.values()].some((other) => other !== self && other.spec.Name === Name);
  return taken
    ? rpc('AlreadyExists', `name conflicts with an existing object: service ${Name} already exists`, 409)
    : undefined;
}

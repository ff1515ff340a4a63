import type { PortConfig } from '../docker-api/service.ts';
import type { Cluster, Service } from './cluster.ts';
import { FIRST_PORT, LAST_PORT } from './new-cluster.ts';

/** The service's ports with a number for each: ingress ports that nobody chose count up from 30000 (swarmkit portallocator.go). */
export function allocatePorts(cluster: Cluster, service: Service): void {
  const before = service.endpoint.ports;
  service.endpoint.ports = (service.spec.EndpointSpec?.Ports ?? []).map((port): PortConfig => {
    if (port.PublishedPort || port.PublishMode === 'host') return port;
    const known = before.find(
      (old) => old.TargetPort === port.TargetPort && old.Protocol === port.Protocol && old.PublishedPort,
    );
    const PublishedPort = known?.PublishedPort ?? nextFreePort(cluster, port.Protocol);
    const { PublishMode, ...rest } = port;
    return { ...rest, PublishedPort, PublishMode };
  });
}

function nextFreePort(cluster: Cluster, protocol: PortConfig['Protocol']): number {
  for (let tries = FIRST_PORT; tries <= LAST_PORT; tries++) {
    const port = cluster.nextPort;
    cluster.nextPort = port >= LAST_PORT ? FIRST_PORT : port + 1;
    if (ownerOf(cluster, { Protocol: protocol, PublishedPort: port }) === undefined) return port;
  }
  return 0;
}

/** The service that has a port published already. */
export function ownerOf(
  cluster: Cluster,
  { Protocol, PublishedPort }: Pick<PortConfig, 'Protocol' | 'PublishedPort'>,
  except?: Service,
): { readonly service: Service; readonly port: PortConfig } | undefined {
  for (const service of cluster.services.values()) {
    if (service === except) continue;
    for (const port of service.endpoint.ports)
      if (port.Protocol === Protocol && port.PublishedPort === PublishedPort) return { service, port };
  }
  return undefined;
}

import type { ContainerJson } from '../docker-api/container.ts';
import type { EndpointSettings } from '../docker-api/network.ts';
import type { Attachment, Container } from '../engine/daemon/container.ts';
import type { NetnsId } from '../kernel/kernel.ts';
import type { ObservedContainer } from './observation.ts';

/** A container as the API tells of it, in the simulated daemon's record. */
export function pictureContainer(
  { name, inspect }: ObservedContainer,
  netns: NetnsId | undefined,
): Container {
  return {
    id: inspect.Id,
    name,
    created: 0,
    image: inspect.Config.Image,
    imageId: inspect.Image,
    config: inspect.Config,
    hostConfig: inspect.HostConfig,
    state: stateOf(inspect),
    networks: new Map(
      Object.entries(inspect.NetworkSettings.Networks).map(([network, seen]) => [
        network,
        attachmentOf(seen),
      ]),
    ),
    links: new Map(),
    linkedFrom: new Set(),
    sandboxId: inspect.NetworkSettings.SandboxID,
    sandboxKey: inspect.NetworkSettings.SandboxKey,
    netns,
    ports: inspect.NetworkSettings.Ports,
    program: { argv: [inspect.Path, ...inspect.Args], listen: [], life: { kind: 'serves' } },
    logs: [],
  };
}

const stateOf = ({ State, RestartCount }: ContainerJson): Container['state'] => ({
  status: State.Status,
  pid: State.Pid,
  exitCode: State.ExitCode,
  error: State.Error,
  startedAt: undefined,
  finishedAt: undefined,
  restartCount: RestartCount,
  manuallyStopped: false,
  restartDelay: 0,
  sockets: [],
});

const attachmentOf = (seen: EndpointSettings): Attachment => ({
  ipamConfig: seen.IPAMConfig,
  links: seen.Links,
  aliases: seen.Aliases,
  driverOpts: seen.DriverOpts,
  desiredMac: '',
  gwPriority: seen.GwPriority ?? 0,
  dnsNames: seen.DNSNames ?? null,
  networkId: seen.NetworkID,
  endpointId: seen.EndpointID,
  gateway: seen.Gateway,
  ipAddress: seen.IPAddress,
  ipPrefixLen: seen.IPPrefixLen,
  ipv6Gateway: seen.IPv6Gateway,
  globalIpv6Address: seen.GlobalIPv6Address,
  globalIpv6PrefixLen: seen.GlobalIPv6PrefixLen,
  macAddress: seen.MacAddress,
});

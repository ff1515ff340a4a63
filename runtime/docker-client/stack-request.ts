import type { StackNetwork, StackPlan, StackRollout, StackService } from '../../compiler/ir/stack-plan.ts';
import type { NetworkCreateRequest } from '../docker-api/network.ts';
import type { ServiceSpec, UpdateConfig } from '../docker-api/service.ts';
import { normalImage } from './service-request.ts';

const NAMESPACE = 'com.docker.stack.namespace';
const IMAGE = 'com.docker.stack.image';

/** The stack that a service or a network says it belongs to. */
export const stackOf = (labels: { readonly [key: string]: string } | null): string | undefined =>
  labels?.[NAMESPACE];

export const stackNetworkName = (stack: string, { key, name }: StackNetwork): string =>
  name ?? `${stack}_${key}`;

/** A network of a stack as the client asks for it: an overlay, unless the file says otherwise. */
export const stackNetworkRequest = (stack: string, network: StackNetwork): NetworkCreateRequest => ({
  Name: stackNetworkName(stack, network),
  Driver: network.driver ?? 'overlay',
  Internal: network.internal,
  Attachable: network.attachable,
  Options: network.options,
  Labels: { ...network.labels, [NAMESPACE]: stack },
  ...(network.subnets.length > 0 && {
    IPAM: {
      Driver: '',
      Config: network.subnets.map(({ subnet, ipRange, gateway }) => ({
        ...(subnet !== undefined && { Subnet: subnet }),
        ...(ipRange !== undefined && { IPRange: ipRange }),
        ...(gateway !== undefined && { Gateway: gateway }),
      })),
    },
  }),
});

/** A service of a stack (docker/cli cli/compose/convert/service.go). */
export function stackServiceRequest(stack: string, plan: StackPlan, service: StackService): ServiceSpec {
  const { command, entrypoint, restart, update, rollback, ports } = service;
  return {
    Name: `${stack}_${service.name}`,
    Labels: { ...service.serviceLabels, [IMAGE]: service.image, [NAMESPACE]: stack },
    TaskTemplate: {
      ContainerSpec: {
        Image: normalImage(service.image),
        Labels: { ...service.labels, [NAMESPACE]: stack },
        ...(entrypoint && { Command: entrypoint }),
        ...(command && { Args: command }),
        ...(service.hostname !== '' && { Hostname: service.hostname }),
        ...(service.environment.length > 0 && { Env: service.environment }),
        ...(service.hosts.length > 0 && { Hosts: service.hosts }),
        ...((service.dns.length > 0 || service.dnsSearch.length > 0) && {
          DNSConfig: {
            ...(service.dns.length > 0 && { Nameservers: service.dns }),
            ...(service.dnsSearch.length > 0 && { Search: service.dnsSearch }),
          },
        }),
        Isolation: 'default',
      },
      Resources: {},
      ...(restart && {
        RestartPolicy: {
          Condition: restart.condition,
          Delay: restart.delay ?? 5_000_000_000,
          MaxAttempts: restart.maxAttempts ?? 0,
        },
      }),
      Placement: placementOf(service),
      Networks: networksOf(stack, plan, service),
      ForceUpdate: 0,
      Runtime: 'container',
    },
    Mode: service.mode === 'global' ? { Global: {} } : { Replicated: { Replicas: service.replicas ?? 1 } },
    ...(update && { UpdateConfig: rolloutOf(update) }),
    ...(rollback && { RollbackConfig: rolloutOf(rollback) }),
    EndpointSpec: {
      ...(service.endpointMode !== '' && { Mode: service.endpointMode }),
      ...(ports.length > 0 && {
        Ports: [...ports]
          .sort((a, b) => (a.published ?? 0) - (b.published ?? 0))
          .map(({ target, published, protocol, mode }) => ({
            Protocol: protocol,
            TargetPort: target,
            ...(published !== undefined && { PublishedPort: published }),
            PublishMode: mode,
          })),
      }),
    },
  };
}

const placementOf = (service: StackService): ServiceSpec['TaskTemplate']['Placement'] & object => ({
  ...(service.constraints.length > 0 && { Constraints: service.constraints }),
  ...(service.preferences.length > 0 && {
    Preferences: service.preferences.map((SpreadDescriptor) => ({ Spread: { SpreadDescriptor } })),
  }),
  ...(service.maxPerNode > 0 && { MaxReplicas: service.maxPerNode }),
});

/** Each by its full name, in their order, with the service's short name as an alias. */
function networksOf(stack: string, { networks }: StackPlan, service: StackService) {
  return service.networks
    .map(({ key, aliases }) => {
      const network = networks.find((one) => one.key === key);
      return {
        Target: network === undefined ? key : stackNetworkName(stack, network),
        Aliases: [...aliases, service.name],
      };
    })
    .sort((a, b) => (a.Target < b.Target ? -1 : 1));
}

const rolloutOf = (rollout: StackRollout): UpdateConfig => ({
  Parallelism: rollout.parallelism,
  ...(rollout.delay !== undefined && { Delay: rollout.delay }),
  FailureAction: rollout.failureAction,
  Monitor: rollout.monitor,
  MaxFailureRatio: rollout.maxFailureRatio,
  Order: rollout.order,
});

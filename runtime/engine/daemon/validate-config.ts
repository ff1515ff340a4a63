import type { ContainerCreateRequest, RestartPolicy } from '../../docker-api/container.ts';
import type { DaemonTraits } from '../versions/daemon-traits.ts';
import { CONTAINER_AND_LINKS, HOST_AND_LINKS } from './conflicts.ts';
import { isContainerMode, isHostMode, joinedContainer } from './network-mode.ts';

/**
 * The first thing that is wrong with a container's configuration by itself, whatever exists on the host: moby
 * daemon/container.go and runconfig/. Undefined when nothing is.
 */
export function configFault(request: ContainerCreateRequest, traits: DaemonTraits): string | undefined {
  return environmentFault(request) ?? hostConfigFault(request, traits) ?? networkModeFault(request);
}

function environmentFault({ Config }: ContainerCreateRequest): string | undefined {
  for (const variable of Config.Env ?? []) {
    if (variable === '' || variable.startsWith('=')) return `invalid environment variable: ${variable}`;
  }
  if (Config.WorkingDir && !Config.WorkingDir.startsWith('/'))
    return `the working directory '${Config.WorkingDir}' is invalid, it needs to be an absolute path`;
  return undefined;
}

function hostConfigFault({ HostConfig }: ContainerCreateRequest, traits: DaemonTraits): string | undefined {
  if (HostConfig === undefined) return undefined;
  const policy = HostConfig.RestartPolicy ?? { Name: '', MaximumRetryCount: 0 };
  if (HostConfig.AutoRemove && policy.Name !== '' && policy.Name !== 'no')
    return `can't create 'AutoRemove' container with restart policy`;
  for (const extraHost of HostConfig.ExtraHosts ?? []) {
    if (!/^[^:]+:.+$/.test(extraHost)) return `bad format for add-host: "${extraHost}"`;
  }
  return portFault(HostConfig.PortBindings ?? {}) ?? restartPolicyFault(policy, traits);
}

function portFault(
  bindings: NonNullable<ContainerCreateRequest['HostConfig']>['PortBindings'],
): string | undefined {
  for (const [key, places] of Object.entries(bindings ?? {})) {
    const port = key.split('/')[0]!;
    if (!isPort(port)) return `invalid port specification: "${port}"`;
    for (const { HostPort } of places ?? []) {
      if (HostPort !== '' && !HostPort.split('-').every(isPort))
        return `invalid port specification: "${HostPort}"`;
    }
  }
  return undefined;
}

const isPort = (text: string): boolean => /^\d+$/.test(text) && Number(text) <= 65535;

function restartPolicyFault(policy: RestartPolicy, { texts }: DaemonTraits): string | undefined {
  switch (policy.Name) {
    case '':
    case 'on-failure':
      return policy.MaximumRetryCount < 0 ? texts.negativeRetries : undefined;
    case 'no':
    case 'always':
    case 'unless-stopped':
      return policy.MaximumRetryCount === 0 ? undefined : texts.retriesWithoutFailure(policy.Name);
    default:
      return texts.unknownRestartPolicy(policy.Name);
  }
}

/** Options that a namespace which is not the container's own cannot have. */
function networkModeFault({ Config, HostConfig = {} }: ContainerCreateRequest): string | undefined {
  const mode = HostConfig.NetworkMode ?? '';
  if (joinedContainer(mode) === '' || mode === 'container')
    return 'Invalid network mode: invalid container format container:<name|id>';
  const links = (HostConfig.Links ?? []).length > 0;
  if (HostConfig.UTSMode === 'host' && Config.Hostname)
    return 'conflicting options: hostname and the UTS mode';
  if (isHostMode(mode) && links) return HOST_AND_LINKS;
  if (!isContainerMode(mode)) return undefined;
  if (Config.Hostname) return 'conflicting options: hostname and the network mode';
  if (links) return CONTAINER_AND_LINKS;
  if (HostConfig.Dns?.length) return 'conflicting options: dns and the network mode';
  if (HostConfig.ExtraHosts?.length)
    return 'conflicting options: custom host-to-IP mapping and the network mode';
  if (Config.MacAddress) return 'conflicting options: mac-address and the network mode';
  if (Object.keys(HostConfig.PortBindings ?? {}).length > 0 || HostConfig.PublishAllPorts)
    return 'conflicting options: port publishing and the container type network mode';
  if (Object.keys(Config.ExposedPorts ?? {}).length > 0)
    return 'conflicting options: port exposing and the container type network mode';
  return undefined;
}

import type { ContainerConfig, ContainerCreateRequest, HostConfig } from '../../docker-api/container.ts';
import type { EndpointRequest } from '../../docker-api/network.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { findImage, withTag } from '../images/find-image.ts';
import type { Image } from '../images/image.ts';
import { imageId } from '../images/image-id.ts';
import type { DaemonTraits } from '../versions/daemon-traits.ts';
import type { Attachment, Container } from './container.ts';
import { isHostMode } from './network-mode.ts';
import { programOf } from './program.ts';
import { sortedByKey } from './sorted-by-key.ts';

/**
 * A new container as the daemon keeps it: the request over the image's own configuration, with every default.
 */
export function buildContainer(
  world: World,
  engine: Engine,
  request: ContainerCreateRequest,
  names: { readonly id: string; readonly name: string },
): Container {
  const image = findImage(engine, request.Config.Image);
  const hostConfig = fillHostConfig(request.HostConfig ?? {}, versionOf(engine).daemon);
  const ownHostname = isHostMode(hostConfig.NetworkMode) ? engine.host : names.id.slice(0, 12);
  const config = mergeConfig(request.Config, image, ownHostname);
  return {
    ...names,
    created: world.now,
    image: request.Config.Image,
    imageId: imageId(withTag(request.Config.Image)),
    config,
    hostConfig,
    state: {
      status: 'created',
      pid: 0,
      exitCode: 0,
      error: '',
      startedAt: undefined,
      finishedAt: undefined,
      restartCount: 0,
      manuallyStopped: false,
      restartDelay: 0,
      sockets: [],
    },
    networks: new Map(),
    links: new Map(),
    linkedFrom: new Set(),
    sandboxId: '',
    sandboxKey: '',
    netns: undefined,
    ports: {},
    program: programOf(image, config),
    logs: [],
  };
}

function mergeConfig(own: ContainerCreateRequest['Config'], image: Image, hostname: string): ContainerConfig {
  const exposed = [...image.expose, ...Object.keys(own.ExposedPorts ?? {})].sort();
  const entrypoint = own.Entrypoint?.length ? own.Entrypoint : image.entrypoint;
  const cmd = own.Cmd?.length || own.Entrypoint?.length ? (own.Cmd ?? null) : image.cmd;
  return {
    Hostname: own.Hostname || hostname,
    Domainname: own.Domainname ?? '',
    User: own.User ?? '',
    AttachStdin: own.AttachStdin ?? false,
    AttachStdout: own.AttachStdout ?? false,
    AttachStderr: own.AttachStderr ?? false,
    ...(exposed.length > 0 ? { ExposedPorts: Object.fromEntries(exposed.map((port) => [port, {}])) } : {}),
    Tty: own.Tty ?? false,
    OpenStdin: own.OpenStdin ?? false,
    StdinOnce: own.StdinOnce ?? false,
    Env: mergeEnv(own.Env ?? [], image.env),
    Cmd: cmd,
    Image: own.Image,
    Volumes: null,
    WorkingDir: own.WorkingDir || image.workingDir,
    Entrypoint: entrypoint,
    ...(own.MacAddress ? { MacAddress: own.MacAddress } : {}),
    OnBuild: null,
    Labels: sortedByKey(own.Labels ?? {}),
    ...(own.StopSignal ? { StopSignal: own.StopSignal } : {}),
    ...(own.StopTimeout === undefined ? {} : { StopTimeout: own.StopTimeout }),
  };
}

/** The container's own variables, then those of the image that it does not set. */
function mergeEnv(own: readonly string[], image: readonly string[]): string[] {
  const names = new Set(own.map((variable) => variable.split('=')[0]));
  return [...own, ...image.filter((variable) => !names.has(variable.split('=')[0]))];
}

const fillHostConfig = (own: Partial<HostConfig>, traits: DaemonTraits): HostConfig => ({
  NetworkMode: own.NetworkMode || 'default',
  PortBindings: own.PortBindings ?? {},
  RestartPolicy: own.RestartPolicy?.Name ? own.RestartPolicy : noRestart(traits),
  AutoRemove: own.AutoRemove ?? false,
  PublishAllPorts: own.PublishAllPorts ?? false,
  Dns: own.Dns ?? null,
  DnsOptions: own.DnsOptions ?? null,
  DnsSearch: own.DnsSearch ?? null,
  ExtraHosts: own.ExtraHosts?.length ? own.ExtraHosts : null,
  Links: own.Links?.length ? own.Links : null,
  CapAdd: own.CapAdd ?? null,
  Privileged: own.Privileged ?? false,
  UTSMode: own.UTSMode ?? '',
  PidMode: own.PidMode ?? '',
  ...(own.Sysctls ? { Sysctls: own.Sysctls } : {}),
});

const noRestart = ({ namesRestartPolicy }: DaemonTraits): HostConfig['RestartPolicy'] => ({
  Name: namesRestartPolicy ? 'no' : '',
  MaximumRetryCount: 0,
});

/** An attachment that was asked for and has got nothing yet. */
export const newAttachment = (request: EndpointRequest = {}): Attachment => ({
  ipamConfig: request.IPAMConfig ?? null,
  links: request.Links ?? null,
  aliases: request.Aliases ?? null,
  driverOpts: request.DriverOpts ?? null,
  desiredMac: request.MacAddress ?? '',
  gwPriority: request.GwPriority ?? 0,
  dnsNames: null,
  networkId: '',
  endpointId: '',
  gateway: '',
  ipAddress: '',
  ipPrefixLen: 0,
  ipv6Gateway: '',
  globalIpv6Address: '',
  globalIpv6PrefixLen: 0,
  macAddress: '',
});

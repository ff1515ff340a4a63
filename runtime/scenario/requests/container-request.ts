import type { Attachment, ContainerSpec } from '../../../compiler/ir/action.ts';
import type { ContainerCreateRequest } from '../../docker-api/container.ts';
import {
  containerRequest as clientRequest,
  type RunOptions,
  unsupportedBy,
} from '../../docker-client/container-request.ts';
import { type NetworkOption, networkOption } from '../../docker-client/network-option.ts';
import { type ClientResult, complain, ok } from '../../docker-client/result.ts';
import type { EngineVersion } from '../../engine/versions/version.ts';
import { attachmentOption } from './attachment-option.ts';

/** A container to create, and the networks that it joins before it starts. */
export interface ContainerRequest {
  readonly create: ContainerCreateRequest;
  /**
   * Where the API takes one network only, the others are connected between `create` and `start`, as Compose
   * does.
   */
  readonly connect: readonly Attachment[];
}

/** What the docker command line asks of an engine of this release, or its own complaint. */
export function containerRequest(
  spec: ContainerSpec,
  version: EngineVersion,
): ClientResult<ContainerRequest> {
  const oneNetwork = version.daemon.refusesSeveralNetworks !== undefined;
  const atOnce = oneNetwork ? spec.attachments.slice(0, 1) : spec.attachments;
  const request = clientRequest(runOptionsOf(spec, atOnce));
  if (!request.ok) return request;
  const unsupported = unsupportedBy(request.value, version.apiVersion);
  if (unsupported !== undefined) return complain(unsupported);
  return ok({ create: request.value, connect: spec.attachments.slice(atOnce.length) });
}

const networksOf = (spec: ContainerSpec, attachments: readonly Attachment[]): readonly NetworkOption[] =>
  spec.networkMode === undefined ? attachments.map(attachmentOption) : [networkOption(spec.networkMode)];

const runOptionsOf = (spec: ContainerSpec, attachments: readonly Attachment[]): RunOptions => ({
  name: spec.name,
  image: spec.image,
  command: spec.command,
  hostname: spec.hostname ?? '',
  domainname: spec.domainname ?? '',
  networks: networksOf(spec, attachments),
  aliases: [],
  ip: '',
  ip6: '',
  linkLocalIps: [],
  mac: spec.mac ?? '',
  publish: spec.publish.map(({ text }) => text),
  publishAll: spec.publishAll,
  expose: spec.expose,
  links: spec.links,
  dns: spec.dns,
  dnsSearch: spec.dnsSearch,
  dnsOptions: spec.dnsOptions,
  extraHosts: spec.extraHosts,
  environment: spec.environment,
  labels: spec.labels,
  sysctls: spec.sysctls,
  capAdd: [],
  privileged: false,
  restart: spec.restart ?? '',
  autoRemove: false,
  uts: '',
  pid: '',
  tty: false,
  interactive: false,
});

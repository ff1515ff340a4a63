import type {
  ContainerSpec,
  NetworkAttachmentConfig,
  PortConfig,
  RestartPolicy,
  ServiceSpec,
  UpdateConfig,
} from '../docker-api/service.ts';

/** The options of `docker service create`, as typed. Durations are nanoseconds. */
export interface ServiceOptions {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly entrypoint?: string;
  readonly hostname: string;
  readonly mode: 'replicated' | 'global';
  readonly replicas?: number;
  readonly networks: readonly NetworkAttachmentConfig[];
  readonly ports: readonly PortConfig[];
  readonly endpointMode: string;
  readonly constraints: readonly string[];
  readonly preferences: readonly string[];
  readonly maxPerNode: number;
  readonly environment: readonly string[];
  readonly hosts: readonly string[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly labels: { readonly [key: string]: string };
  readonly containerLabels: { readonly [key: string]: string };
  readonly restart: Partial<RestartPolicy>;
  readonly update: Partial<UpdateConfig>;
  readonly rollback: Partial<UpdateConfig>;
  readonly stopGracePeriod?: number;
}

export const serviceOptions = (name: string, image: string): ServiceOptions => ({
  name,
  image,
  command: [],
  hostname: '',
  mode: 'replicated',
  networks: [],
  ports: [],
  endpointMode: '',
  constraints: [],
  preferences: [],
  maxPerNode: 0,
  environment: [],
  hosts: [],
  dns: [],
  dnsSearch: [],
  dnsOptions: [],
  labels: {},
  containerLabels: {},
  restart: {},
  update: {},
  rollback: {},
});

const UPDATE: UpdateConfig = {
  Parallelism: 1,
  FailureAction: 'pause',
  Monitor: 5_000_000_000,
  MaxFailureRatio: 0,
  Order: 'stop-first',
};
const STOP_GRACE = 10_000_000_000;

/** A reference without a tag means `latest`. */
export const normalImage = (image: string): string =>
  image.includes('@') || /:[^/]+$/.test(image) ? image : `${image}:latest`;

/** What the client asks of a manager, with every default that it fills in (docker/cli cli/command/service/opts.go). */
export function serviceRequest(options: ServiceOptions): ServiceSpec {
  const mode = options.endpointMode === '' ? 'vip' : options.endpointMode;
  return {
    Name: options.name,
    Labels: options.labels,
    TaskTemplate: {
      ContainerSpec: containerSpec(options),
      Resources: { Limits: {}, Reservations: {} },
      RestartPolicy: { Condition: 'any', Delay: 5_000_000_000, MaxAttempts: 0, ...options.restart },
      Placement: {
        ...(options.constraints.length > 0 && { Constraints: options.constraints }),
        ...(options.preferences.length > 0 && {
          Preferences: options.preferences.map((text) => ({
            Spread: { SpreadDescriptor: text.replace(/^spread=/, '') },
          })),
        }),
        ...(options.maxPerNode > 0 && { MaxReplicas: options.maxPerNode }),
      },
      ...(options.networks.length > 0 && { Networks: options.networks }),
      ForceUpdate: 0,
      Runtime: 'container',
    },
    Mode: options.mode === 'global' ? { Global: {} } : { Replicated: { Replicas: options.replicas ?? 1 } },
    UpdateConfig: { ...UPDATE, ...options.update },
    RollbackConfig: { ...UPDATE, ...options.rollback },
    EndpointSpec: { Mode: mode, ...(options.ports.length > 0 && { Ports: options.ports }) },
  };
}

function containerSpec(options: ServiceOptions): ContainerSpec {
  const dns = {
    ...(options.dns.length > 0 && { Nameservers: options.dns }),
    ...(options.dnsSearch.length > 0 && { Search: options.dnsSearch }),
    ...(options.dnsOptions.length > 0 && { Options: options.dnsOptions }),
  };
  return {
    Image: normalImage(options.image),
    ...(Object.keys(options.containerLabels).length > 0 && { Labels: options.containerLabels }),
    ...(options.entrypoint !== undefined && { Command: [options.entrypoint] }),
    ...(options.command.length > 0 && { Args: options.command }),
    ...(options.hostname !== '' && { Hostname: options.hostname }),
    ...(options.environment.length > 0 && { Env: options.environment }),
    Init: false,
    StopGracePeriod: options.stopGracePeriod ?? STOP_GRACE,
    ...(options.hosts.length > 0 && {
      Hosts: options.hosts.map((text) => text.replace(/^([^:]+):(.*)$/, '$2 $1')),
    }),
    DNSConfig: dns,
    Isolation: 'default',
  };
}

import type { StringMap } from './network.ts';

export interface PortConfig {
  readonly Name?: string;
  readonly Protocol: 'tcp' | 'udp' | 'sctp';
  readonly TargetPort: number;
  readonly PublishedPort?: number;
  readonly PublishMode: 'ingress' | 'host';
}

export interface EndpointSpec {
  readonly Mode?: string;
  readonly Ports?: readonly PortConfig[];
}

export interface NetworkAttachmentConfig {
  readonly Target: string;
  readonly Aliases?: readonly string[];
  readonly DriverOpts?: StringMap;
}

/** Durations are nanoseconds. */
export interface RestartPolicy {
  readonly Condition: 'none' | 'on-failure' | 'any';
  readonly Delay: number;
  readonly MaxAttempts: number;
  readonly Window?: number;
}

export interface UpdateConfig {
  readonly Parallelism: number;
  readonly Delay?: number;
  readonly FailureAction: string;
  readonly Monitor: number;
  readonly MaxFailureRatio: number;
  readonly Order: 'stop-first' | 'start-first';
}

export interface ContainerSpec {
  readonly Image: string;
  readonly Labels?: StringMap;
  readonly Command?: readonly string[];
  readonly Args?: readonly string[];
  readonly Hostname?: string;
  readonly Env?: readonly string[];
  readonly Init?: boolean;
  readonly StopGracePeriod?: number;
  readonly Hosts?: readonly string[];
  readonly DNSConfig?: {
    readonly Nameservers?: readonly string[];
    readonly Search?: readonly string[];
    readonly Options?: readonly string[];
  };
  readonly Isolation?: string;
  readonly Sysctls?: StringMap;
}

export interface TaskSpec {
  readonly ContainerSpec?: ContainerSpec;
  readonly NetworkAttachmentSpec?: { readonly ContainerID: string };
  readonly Resources?: { readonly Limits?: object; readonly Reservations?: object };
  readonly RestartPolicy?: RestartPolicy;
  readonly Placement?: {
    readonly Constraints?: readonly string[];
    readonly Preferences?: readonly { readonly Spread: { readonly SpreadDescriptor: string } }[];
    readonly MaxReplicas?: number;
  };
  readonly Networks?: readonly NetworkAttachmentConfig[];
  readonly ForceUpdate: number;
  readonly Runtime?: string;
}

/** POST /services/create */
export interface ServiceSpec {
  readonly Name: string;
  readonly Labels: StringMap;
  readonly TaskTemplate: TaskSpec;
  readonly Mode: { readonly Replicated?: { readonly Replicas: number }; readonly Global?: object };
  readonly UpdateConfig?: UpdateConfig;
  readonly RollbackConfig?: UpdateConfig;
  readonly EndpointSpec?: EndpointSpec;
}

export interface ServiceCreateResponse {
  readonly ID: string;
  readonly Warnings: readonly string[] | null;
}

/** GET /services/{id}, and an element of GET /services */
export interface ServiceResource {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly Spec: ServiceSpec;
  readonly PreviousSpec?: ServiceSpec;
  readonly Endpoint: {
    readonly Spec: EndpointSpec;
    readonly Ports?: readonly PortConfig[];
    readonly VirtualIPs?: readonly { readonly NetworkID: string; readonly Addr?: string }[];
  };
  readonly UpdateStatus?: {
    readonly State: string;
    readonly StartedAt: string;
    readonly CompletedAt?: string;
    readonly Message: string;
  };
}

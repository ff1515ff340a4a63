/**
 * What a compose file asks of a swarm when it is deployed as a stack: networks by the file's own keys, services by theirs. The
 * stack's name comes in front of both when it is deployed. Durations are nanoseconds.
 */
export interface StackPlan {
  readonly networks: readonly StackNetwork[];
  readonly services: readonly StackService[];
  /** Keys that the file uses and a swarm has no use for. */
  readonly ignored: readonly string[];
}

export interface StackNetwork {
  readonly key: string;
  /** As the file gives it; none: the stack's name and the key. */
  readonly name?: string;
  readonly external: boolean;
  readonly driver?: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly options: { readonly [key: string]: string };
  readonly labels: { readonly [key: string]: string };
  readonly subnets: readonly {
    readonly subnet?: string;
    readonly ipRange?: string;
    readonly gateway?: string;
  }[];
}

export interface StackService {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly hostname: string;
  /** `KEY=value`, sorted. */
  readonly environment: readonly string[];
  readonly labels: { readonly [key: string]: string };
  readonly serviceLabels: { readonly [key: string]: string };
  readonly networks: readonly { readonly key: string; readonly aliases: readonly string[] }[];
  readonly ports: readonly StackPort[];
  /** `address name`, as a task's /etc/hosts has it. */
  readonly hosts: readonly string[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly mode: 'replicated' | 'global';
  readonly replicas?: number;
  readonly endpointMode: string;
  readonly constraints: readonly string[];
  readonly preferences: readonly string[];
  readonly maxPerNode: number;
  readonly update?: StackRollout;
  readonly rollback?: StackRollout;
  readonly restart?: StackRestart;
}

export interface StackPort {
  readonly target: number;
  readonly published?: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  readonly mode: 'ingress' | 'host';
}

export interface StackRollout {
  readonly parallelism: number;
  readonly delay?: number;
  readonly failureAction: string;
  readonly monitor: number;
  readonly maxFailureRatio: number;
  readonly order: 'stop-first' | 'start-first';
}

export interface StackRestart {
  readonly condition: 'none' | 'on-failure' | 'any';
  readonly delay?: number;
  readonly maxAttempts?: number;
}

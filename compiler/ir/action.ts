import type { Span } from '../../diagnostics/span.ts';
import type { ComposePlan } from './compose-plan.ts';
import type { Place } from './ir.ts';
import type { JsonValue, Listener } from './surroundings.ts';

/** What happens: what a person would type, or what happens to the machines. */
export type Action =
  | { readonly kind: 'create-network'; readonly host: string; readonly network: NetworkSpec }
  | { readonly kind: 'remove-network'; readonly host: string; readonly network: string }
  | {
      readonly kind: 'run-container';
      readonly host: string;
      readonly container: ContainerSpec;
      readonly start: boolean;
    }
  | {
      readonly kind: 'recreate-container';
      readonly host: string;
      readonly container: string;
      readonly changes?: ContainerSpec;
    }
  | {
      readonly kind: 'container-command';
      readonly command: ContainerCommand;
      readonly host: string;
      readonly container: string;
      readonly argument?: string;
    }
  | {
      readonly kind: 'connect';
      readonly host: string;
      readonly container: string;
      readonly attachment: Attachment;
    }
  | {
      readonly kind: 'disconnect';
      readonly host: string;
      readonly container: string;
      readonly network: string;
      readonly force: boolean;
    }
  | { readonly kind: 'create-service'; readonly host: string; readonly service: ServiceSpec }
  | {
      readonly kind: 'update-service';
      readonly host: string;
      readonly service: string;
      readonly changes: Partial<ServiceSpec>;
      readonly force: boolean;
    }
  | {
      readonly kind: 'scale-service';
      readonly host: string;
      readonly service: string;
      readonly replicas: number;
    }
  | { readonly kind: 'remove-service'; readonly host: string; readonly service: string }
  | {
      readonly kind: 'swarm-init';
      readonly host: string;
      readonly options: { readonly [key: string]: JsonValue };
    }
  | {
      readonly kind: 'swarm-join';
      readonly host: string;
      readonly via: string;
      readonly role: 'manager' | 'worker';
    }
  | { readonly kind: 'swarm-leave'; readonly host: string; readonly force: boolean }
  | {
      readonly kind: 'update-node';
      readonly host: string;
      readonly node: string;
      readonly role?: 'manager' | 'worker';
      readonly availability?: 'active' | 'pause' | 'drain';
    }
  | {
      readonly kind: 'compose';
      readonly host: string;
      readonly project: string;
      readonly verb: 'up' | 'down' | 'stop' | 'start' | 'recreate' | 'scale';
      /** Services; for `scale` `api=3`. None means all. */
      readonly arguments: readonly string[];
      readonly plan: ComposePlan;
    }
  | { readonly kind: 'command'; readonly place: Place; readonly text: string }
  | {
      readonly kind: 'daemon';
      readonly host: string;
      readonly verb: 'restart' | 'stop' | 'start' | 'kill';
      readonly config?: { readonly [key: string]: JsonValue };
    }
  | {
      readonly kind: 'listen';
      readonly machine: string;
      readonly container?: string;
      readonly listener: Listener;
    }
  | {
      readonly kind: 'stop-listening';
      readonly machine: string;
      readonly container?: string;
      readonly port: number;
      readonly protocol: Listener['protocol'];
    }
  | {
      readonly kind: 'open-connection';
      readonly name: string;
      readonly from: string;
      readonly to: string;
      readonly port: number;
      readonly byName: boolean;
    }
  | {
      readonly kind: 'block';
      readonly protocol: string;
      readonly port?: number;
      readonly between: readonly [string, string];
    }
  | {
      readonly kind: 'unblock';
      readonly protocol: string;
      readonly port?: number;
      readonly between: readonly [string, string];
    }
  | { readonly kind: 'lose'; readonly percent: number; readonly between: readonly [string, string] }
  | { readonly kind: 'partition'; readonly sides: readonly (readonly string[])[] }
  | { readonly kind: 'heal' }
  | { readonly kind: 'machine'; readonly name: string; readonly verb: 'down' | 'up' }
  | { readonly kind: 'wait'; readonly ms: number };

export type ContainerCommand =
  | 'start'
  | 'stop'
  | 'restart'
  | 'kill'
  | 'pause'
  | 'unpause'
  | 'remove'
  | 'rename';

/** A network as `docker network create` takes it. */
export interface NetworkSpec {
  readonly name: string;
  readonly driver?: string;
  readonly subnets: readonly SubnetSpec[];
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ipv6: boolean;
  readonly ipamDriver?: string;
  readonly options: { readonly [key: string]: string };
  readonly labels: { readonly [key: string]: string };
  readonly scope?: 'local' | 'swarm';
  readonly ingress?: boolean;
  readonly origin: Span;
}

export interface SubnetSpec {
  readonly subnet?: string;
  readonly ipRange?: string;
  readonly gateway?: string;
  readonly auxAddresses: { readonly [name: string]: string };
}

/** One network of a container with the options of the attachment. */
export interface Attachment {
  readonly network: string;
  readonly aliases: readonly string[];
  readonly ip?: string;
  readonly ip6?: string;
  readonly mac?: string;
  readonly links: readonly string[];
  readonly driverOptions: { readonly [key: string]: string };
  readonly gwPriority?: number;
  readonly origin: Span;
}

/** A container as `docker run -d` takes it. */
export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly hostname?: string;
  readonly domainname?: string;
  /**
   * `host`, `none`, `container:NAME`; else the attachments decide, and none of these means the default
   * bridge.
   */
  readonly networkMode?: string;
  readonly attachments: readonly Attachment[];
  /** Texts as `-p` takes them; the client parses them as it does. */
  readonly publish: readonly { readonly text: string; readonly origin: Span }[];
  readonly publishAll: boolean;
  readonly expose: readonly string[];
  readonly links: readonly string[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly extraHosts: readonly string[];
  readonly environment: readonly string[];
  readonly labels: { readonly [key: string]: string };
  readonly sysctls: { readonly [key: string]: string };
  readonly mac?: string;
  readonly restart?: string;
  /** What its program listens on; none: what the image or its EXPOSE says. */
  readonly listen?: readonly Listener[];
  readonly origin: Span;
}

/** A service as `docker service create` takes it. */
export interface ServiceSpec {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly mode: 'replicated' | 'global';
  readonly replicas?: number;
  readonly networks: readonly Attachment[];
  readonly publish: readonly { readonly text: string; readonly origin: Span }[];
  readonly endpointMode: 'vip' | 'dnsrr';
  readonly constraints: readonly string[];
  readonly placementPreferences: readonly string[];
  readonly hostname?: string;
  readonly environment: readonly string[];
  readonly labels: { readonly [key: string]: string };
  readonly update: {
    readonly parallelism?: number;
    readonly delayMs?: number;
    readonly order?: 'stop-first' | 'start-first';
  };
  readonly restart: { readonly condition?: string; readonly delayMs?: number; readonly maxAttempts?: number };
  readonly listen?: readonly Listener[];
  readonly origin: Span;
}

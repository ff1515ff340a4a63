import type { StringMap } from './network.ts';

export type NodeRole = 'worker' | 'manager';
export type NodeAvailability = 'active' | 'pause' | 'drain';

interface NodeSpec {
  readonly Name?: string;
  readonly Labels: StringMap;
  readonly Role: NodeRole;
  readonly Availability: NodeAvailability;
}

export interface TlsInfo {
  readonly TrustRoot: string;
  readonly CertIssuerSubject: string;
  readonly CertIssuerPublicKey: string;
}

/** GET /nodes/{id}, and an element of GET /nodes */
export interface Node {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly Spec: NodeSpec;
  readonly Description: {
    readonly Hostname: string;
    readonly Platform: { readonly Architecture: string; readonly OS: string };
    readonly Resources: { readonly NanoCPUs: number; readonly MemoryBytes: number };
    readonly Engine: {
      readonly EngineVersion: string;
      readonly Labels?: StringMap;
      readonly Plugins: readonly { readonly Type: string; readonly Name: string }[];
    };
    readonly TLSInfo: TlsInfo;
  };
  readonly Status: { readonly State: string; readonly Message?: string; readonly Addr: string };
  readonly ManagerStatus?: {
    readonly Leader?: boolean;
    readonly Reachability: 'reachable' | 'unreachable';
    readonly Addr: string;
  };
}

/** POST /nodes/{id}/update: the parts that change. */
export interface NodeUpdateRequest {
  readonly Role?: NodeRole;
  readonly Availability?: NodeAvailability;
  readonly Labels?: StringMap;
}

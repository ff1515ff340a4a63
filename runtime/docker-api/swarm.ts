import type { NodeAvailability, TlsInfo } from './node.ts';

/** POST /swarm/init */
export interface SwarmInitRequest {
  readonly ListenAddr: string;
  readonly AdvertiseAddr: string;
  readonly DataPathAddr?: string;
  readonly DataPathPort?: number;
  readonly DefaultAddrPool?: readonly string[];
  readonly SubnetSize?: number;
  readonly ForceNewCluster?: boolean;
  readonly AutoLockManagers?: boolean;
  readonly Availability?: NodeAvailability;
}

/** POST /swarm/join */
export interface SwarmJoinRequest {
  readonly ListenAddr: string;
  readonly AdvertiseAddr: string;
  readonly DataPathAddr?: string;
  readonly RemoteAddrs: readonly string[];
  readonly JoinToken: string;
  readonly Availability?: NodeAvailability;
}

export interface ClusterInfo {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly Spec: {
    readonly Name: string;
    readonly Labels: Readonly<Record<string, string>>;
    readonly Orchestration: { readonly TaskHistoryRetentionLimit: number };
    readonly Raft: {
      readonly SnapshotInterval: number;
      readonly KeepOldSnapshots: number;
      readonly LogEntriesForSlowFollowers: number;
      readonly ElectionTick: number;
      readonly HeartbeatTick: number;
    };
    readonly Dispatcher: { readonly HeartbeatPeriod: number };
    readonly CAConfig: { readonly NodeCertExpiry: number };
    readonly TaskDefaults: object;
    readonly EncryptionConfig: { readonly AutoLockManagers: boolean };
  };
  readonly TLSInfo: TlsInfo;
  readonly RootRotationInProgress: boolean;
  readonly DefaultAddrPool: readonly string[] | null;
  readonly SubnetSize: number;
  readonly DataPathPort: number;
}

/** GET /swarm */
export interface Swarm extends ClusterInfo {
  readonly JoinTokens: { readonly Worker: string; readonly Manager: string };
}

/** `Swarm` of GET /info */
export interface SwarmInfo {
  readonly NodeID: string;
  readonly NodeAddr: string;
  readonly LocalNodeState: 'inactive' | 'pending' | 'active' | 'error' | 'locked';
  readonly ControlAvailable: boolean;
  readonly Error: string;
  readonly RemoteManagers: readonly { readonly NodeID: string; readonly Addr: string }[] | null;
  readonly Nodes?: number;
  readonly Managers?: number;
  readonly Cluster?: ClusterInfo;
  readonly Warnings?: readonly string[];
}

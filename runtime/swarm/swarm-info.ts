import { formatCidr } from '../address/cidr.ts';
import { formatIp } from '../address/ip.ts';
import type { TlsInfo } from '../docker-api/node.ts';
import type { ClusterInfo, Swarm, SwarmInfo } from '../docker-api/swarm.ts';
import { type Answer, answer, invalid } from '../engine/daemon/answer.ts';
import { isRefusal } from '../engine/daemon/engine-of.ts';
import { timestamp } from '../engine/daemon/timestamps.ts';
import type { Engine } from '../engine/engine.ts';
import type { World } from '../world.ts';
import type { Cluster } from './cluster.ts';
import { controlOf, managersOf, NO_LEADER } from './control-plane.ts';
import { DEFAULT_POOL, newAuthority, newToken, newUnlockKey } from './new-cluster.ts';
import { MANAGEMENT_PORT } from './reach.ts';

const SHORTEST_CERTIFICATE = 3_600_000_000_000;
/** The name of the certificate's issuer, `swarm-ca`, in ASN.1. */
const ISSUER = 'MBMxETAPBgNVBAMTCHN3YXJtLWNh';

export const tlsInfo = ({ trustRoot, caPublicKey }: Cluster): TlsInfo => ({
  TrustRoot: trustRoot,
  CertIssuerSubject: ISSUER,
  CertIssuerPublicKey: caPublicKey,
});

function clusterInfo(world: World, cluster: Cluster): ClusterInfo {
  const isDefault = cluster.pools.every(
    ({ base, length }) => base === DEFAULT_POOL.base && length === DEFAULT_POOL.length,
  );
  return {
    ID: cluster.id,
    Version: { Index: cluster.index },
    CreatedAt: timestamp(world, cluster.created),
    UpdatedAt: timestamp(world, cluster.updated),
    Spec: {
      Name: 'default',
      Labels: {},
      Orchestration: { TaskHistoryRetentionLimit: cluster.settings.taskHistoryLimit },
      Raft: {
        SnapshotInterval: 10000,
        KeepOldSnapshots: 0,
        LogEntriesForSlowFollowers: 500,
        ElectionTick: 10,
        HeartbeatTick: 1,
      },
      Dispatcher: { HeartbeatPeriod: cluster.settings.heartbeat },
      CAConfig: { NodeCertExpiry: cluster.settings.certExpiry },
      TaskDefaults: {},
      EncryptionConfig: { AutoLockManagers: cluster.autoLock },
    },
    TLSInfo: tlsInfo(cluster),
    RootRotationInProgress: false,
    DefaultAddrPool: isDefault ? null : cluster.pools.map(formatCidr),
    SubnetSize: cluster.subnetLength,
    DataPathPort: cluster.dataPathPort,
  };
}

/** GET /swarm */
export function swarmInspect(world: World, host: string): Answer<Swarm> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const { joinTokens } = control.cluster;
  return answer({
    ...clusterInfo(world, control.cluster),
    JoinTokens: { Worker: joinTokens.worker, Manager: joinTokens.manager },
  });
}

/** POST /swarm/update?rotate...Token: the old token is worthless from now on. */
export function rotateToken(world: World, host: string, role: 'worker' | 'manager'): Answer<null> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const { cluster } = control;
  cluster.joinTokens[role] = newToken(world, cluster.caDigest);
  cluster.index++;
  return answer(null);
}

/** What `docker swarm update` may change. Durations are nanoseconds. */
export interface SwarmUpdate {
  readonly autoLock?: boolean;
  readonly taskHistoryLimit?: number;
  readonly certExpiry?: number;
  readonly dispatcherHeartbeat?: number;
}

/** POST /swarm/update */
export function swarmUpdate(world: World, host: string, change: SwarmUpdate): Answer<null> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const { cluster } = control;
  if (change.taskHistoryLimit !== undefined) cluster.settings.taskHistoryLimit = change.taskHistoryLimit;
  if (change.certExpiry !== undefined) {
    if (change.certExpiry < SHORTEST_CERTIFICATE)
      return invalid('rpc error: code = InvalidArgument desc = certificate expiry must be at least 1h0m0s');
    cluster.settings.certExpiry = change.certExpiry;
  }
  if (change.dispatcherHeartbeat !== undefined) cluster.settings.heartbeat = change.dispatcherHeartbeat;
  if (change.autoLock !== undefined) cluster.autoLock = change.autoLock;
  cluster.updated = world.now;
  cluster.index++;
  return answer(null);
}

/** POST /swarm/update?rotateManagerUnlockKey, GET /swarm/unlockkey: empty where managers are not locked. */
export function unlockKey(world: World, host: string, rotate: boolean): Answer<string> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const { cluster } = control;
  if (!cluster.autoLock) return answer('');
  if (rotate) cluster.unlockKey = newUnlockKey(world);
  return answer(cluster.unlockKey);
}

/** A new root certificate: tokens with the old one's digest are worthless. The value is the certificate. */
export function rotateAuthority(world: World, host: string): Answer<string> {
  const control = controlOf(world, host);
  if (isRefusal(control)) return control;
  const { cluster } = control;
  Object.assign(cluster, newAuthority(world));
  cluster.caExpired = false;
  cluster.index++;
  return answer(cluster.trustRoot);
}

/** `Swarm` of GET /info */
export function swarmInfo(world: World, engine: Engine): SwarmInfo {
  const { swarm } = engine;
  const cluster = swarm && world.clusters.get(swarm.cluster);
  const node = swarm && cluster?.nodes.get(swarm.node);
  if (swarm === undefined || cluster === undefined || node === undefined)
    return {
      NodeID: '',
      NodeAddr: '',
      LocalNodeState: 'inactive',
      ControlAvailable: false,
      Error: '',
      RemoteManagers: null,
    };
  const common: SwarmInfo = {
    NodeID: node.id,
    NodeAddr: formatIp(swarm.advertised),
    LocalNodeState: 'active',
    ControlAvailable: node.role === 'manager',
    Error: '',
    RemoteManagers: managersOf(cluster).map(({ id, address }) => ({
      NodeID: id,
      Addr: `${formatIp(address)}:${MANAGEMENT_PORT}`,
    })),
  };
  if (node.role !== 'manager') return common;
  if (isRefusal(controlOf(world, engine.host))) return { ...common, Error: NO_LEADER };
  const managers = managersOf(cluster).length;
  const warnings = managerWarning(managers);
  return {
    ...common,
    Nodes: cluster.nodes.size,
    Managers: managers,
    Cluster: clusterInfo(world, cluster),
    ...(warnings && { Warnings: [warnings] }),
  };
}

/** An even number of managers, or two, is no better than one less (moby daemon/cluster/cluster.go). */
function managerWarning(managers: number): string | undefined {
  if (managers === 2)
    return 'WARNING: Running Swarm in a two-manager configuration. This configuration provides\n         no fault tolerance, and poses a high risk to lose control over the cluster.\n         Refer to https://docs.docker.com/engine/swarm/admin_guide/ to configure the\n         Swarm for fault-tolerance.';
  if (managers % 2 === 0)
    return 'WARNING: Running Swarm with an even number of managers.\n         Refer to https://docs.docker.com/engine/swarm/admin_guide/ to configure the\n         Swarm for fault-tolerance.';
  return undefined;
}

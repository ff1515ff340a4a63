import { formatCidr } from '../address/cidr.ts';
import { formatIp } from '../address/ip.ts';
import type { TlsInfo } from '../docker-api/node.ts';
import type { ClusterInfo, Swarm, SwarmInfo } from '../docker-api/swarm.ts';
import { type Answer, answer } from '../engine/daemon/answer.ts';
import { isRefusal } from '../engine/daemon/engine-of.ts';
import { timestamp } from '../engine/daemon/timestamps.ts';
import type { Engine } from '../engine/engine.ts';
import type { World } from '../world.ts';
import type { Cluster } from './cluster.ts';
import { controlOf, managersOf, NO_LEADER } from './control-plane.ts';
import { DEFAULT_POOL, newToken } from './new-cluster.ts';
import { MANAGEMENT_PORT } from './reach.ts';

const HEARTBEAT_PERIOD = 5_000_000_000;
const CERTIFICATE_EXPIRY = 7_776_000_000_000_000;
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
      Orchestration: { TaskHistoryRetentionLimit: 5 },
      Raft: {
        SnapshotInterval: 10000,
        KeepOldSnapshots: 0,
        LogEntriesForSlowFollowers: 500,
        ElectionTick: 10,
        HeartbeatTick: 1,
      },
      Dispatcher: { HeartbeatPeriod: HEARTBEAT_PERIOD },
      CAConfig: { NodeCertExpiry: CERTIFICATE_EXPIRY },
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

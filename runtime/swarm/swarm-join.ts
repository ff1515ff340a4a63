import { parseIp } from '../address/ip.ts';
import type { NodeRole } from '../docker-api/node.ts';
import type { SwarmJoinRequest } from '../docker-api/swarm.ts';
import { type Answer, answer, failed, invalid, type Refusal, refuse } from '../engine/daemon/answer.ts';
import { isRefusal, runningEngine } from '../engine/daemon/engine-of.ts';
import { advanceBy } from '../time/advance.ts';
import type { World } from '../world.ts';
import { advertisedAddress } from './advertised-address.ts';
import type { Cluster } from './cluster.ts';
import { hasQuorum, NO_LEADER } from './control-plane.ts';
import { joinNode } from './join-node.ts';
import { scheduleSetup } from './node-setup.ts';
import { dial, MANAGEMENT_PORT, machineAt } from './reach.ts';
import { ALREADY_PART, LIVE_RESTORE } from './swarm-init.ts';

/** How long the daemon waits for a manager. */
const JOIN_TIMEOUT = 20_000;
const TOKEN = /^SWMTKN-1-([0-9a-z]{50})-([0-9a-z]{25})$/;

/** POST /swarm/join. The value is the role that the token gave. */
export function swarmJoin(world: World, host: string, request: SwarmJoinRequest): Answer<NodeRole> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  if (engine.swarm !== undefined) return refuse(503, ALREADY_PART);
  if (engine.config.liveRestore) return failed(LIVE_RESTORE);
  if (request.RemoteAddrs.length === 0) return invalid('at least 1 RemoteAddr is required to join');
  const token = TOKEN.exec(request.JoinToken);
  if (token === null) return invalid('invalid join token');
  const advertised = advertisedAddress(world, engine, request.AdvertiseAddr);
  if (typeof advertised === 'string') return invalid(advertised);
  const cluster = managerAt(world, host, request.RemoteAddrs[0]!);
  if ('ok' in cluster) return cluster;
  const role = roleOf(cluster, request.JoinToken, token[1]!);
  if (typeof role === 'object') return role;
  const node = joinNode(world, cluster, engine, {
    role,
    availability: request.Availability ?? 'active',
    advertised,
  });
  scheduleSetup(world, cluster, node, 'joined');
  return answer(role);
}

/** Whoever answers on the management port; what is said where nobody does is gRPC's. */
function managerAt(world: World, host: string, address: string): Cluster | Refusal {
  const [text = '', port] = address.split(':');
  const ip = parseIp(text);
  if (ip === undefined) return failed(`dial tcp: lookup ${text}: no such host`);
  const number = Number(port ?? MANAGEMENT_PORT);
  const opened = dial(world, host, ip, number);
  const machine = machineAt(world, opened);
  const manager = machine === undefined ? undefined : world.engines.get(machine);
  const cluster = manager?.swarm && world.clusters.get(manager.swarm.cluster);
  const node = manager?.swarm && cluster?.nodes.get(manager.swarm.node);
  if (cluster !== undefined && node?.role === 'manager')
    return hasQuorum(world, cluster, node) ? cluster : refuse(500, NO_LEADER);
  return noManager(world, `${text}:${number}`, opened.outcome.kind);
}

function noManager(world: World, where: string, outcome: string): Refusal {
  const why = { refused: 'connection refused', unreachable: 'no route to host' }[outcome];
  if (why !== undefined)
    return failed(
      `rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp ${where}: connect: ${why}"`,
    );
  advanceBy(world, JOIN_TIMEOUT);
  return failed(
    'Timeout was reached before node joined. The attempt to join the swarm will continue in the background. Use the "docker info" command to see the current swarm status of your node.',
  );
}

/** TLS first: the certificate must be the one that the token speaks of; then the secret says what one may become. */
function roleOf(cluster: Cluster, token: string, digest: string): NodeRole | Refusal {
  if (digest !== cluster.caDigest) return failed(`remote CA does not match fingerprint. Expected: ${digest}`);
  if (cluster.caExpired)
    return failed('rpc error: code = Unknown desc = x509: certificate has expired or is not yet valid');
  if (token === cluster.joinTokens.worker) return 'worker';
  if (token === cluster.joinTokens.manager) return 'manager';
  return failed(
    'rpc error: code = InvalidArgument desc = A valid join token is necessary to join this cluster',
  );
}

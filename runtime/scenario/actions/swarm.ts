import type { Action } from '../../../compiler/ir/action.ts';
import { formatIp } from '../../address/ip.ts';
import type { SwarmInitRequest } from '../../docker-api/swarm.ts';
import { nodeUpdate, swarmInit, swarmInspect, swarmJoin, swarmLeave } from '../../swarm/api.ts';
import { MANAGEMENT_PORT } from '../../swarm/reach.ts';
import { advanceBy } from '../../time/advance.ts';
import type { World } from '../../world.ts';
import { type ActionResult, answered, refused } from '../action-result.ts';
import type { Session } from '../session.ts';

type ActionOf<K extends Action['kind']> = Extract<Action, { kind: K }>;

/** `docker swarm init`; then time for the node's part of ingress to come up. */
export function initSwarm({ world }: Session, { host, options }: ActionOf<'swarm-init'>): ActionResult {
  const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  const request: SwarmInitRequest = {
    ListenAddr: '0.0.0.0:2377',
    AdvertiseAddr: '',
    DataPathPort: Number(options['data-path-port'] ?? 0),
    DefaultAddrPool: texts(options['default-addr-pool']),
    SubnetSize: Number(options['default-addr-pool-mask-length'] ?? 24),
  };
  const answer = swarmInit(world, host, request);
  if (answer.ok) awaitNode(world, host);
  return answered(answer);
}

/** `docker swarm join` with the token that the manager shows, at the address that it gives. */
export function joinSwarm({ world }: Session, { host, via, role }: ActionOf<'swarm-join'>): ActionResult {
  const manager = swarmInspect(world, via);
  if (!manager.ok) return answered(manager);
  const { JoinTokens } = manager.value;
  const answer = swarmJoin(world, host, {
    ListenAddr: '0.0.0.0:2377',
    AdvertiseAddr: '',
    RemoteAddrs: [`${formatIp(world.engines.get(via)!.swarm!.advertised)}:${MANAGEMENT_PORT}`],
    JoinToken: role === 'manager' ? JoinTokens.Manager : JoinTokens.Worker,
  });
  if (answer.ok) awaitNode(world, host);
  return answered(answer);
}

/** How long a new node may take. Milliseconds. */
const LONGEST = 20_000;
const STEP = 100;

/** Until the node is ready for tasks. */
function awaitNode(world: World, host: string): void {
  const until = world.now + LONGEST;
  while (world.engines.get(host)?.swarm?.settled === false && world.now < until) advanceBy(world, STEP);
}

export const leaveSwarm = ({ world }: Session, { host, force }: ActionOf<'swarm-leave'>): ActionResult =>
  answered(swarmLeave(world, host, force));

/** `docker node update|promote|demote`; what follows from it takes its time. */
export function updateNode(
  { world }: Session,
  { host, node, role, availability }: ActionOf<'update-node'>,
): ActionResult {
  if (!world.engines.has(host)) return refused(`there is no Docker engine on ${host}`);
  return answered(
    nodeUpdate(world, host, node, {
      ...(role && { Role: role }),
      ...(availability && { Availability: availability }),
    }),
  );
}

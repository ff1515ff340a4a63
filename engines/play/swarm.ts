import type { Action } from '../../compiler/ir/action.ts';
import type { Swarm } from '../../runtime/docker-api/swarm.ts';
import type { SystemInfo } from '../../runtime/docker-api/system.ts';
import { type ActionResult, DONE, refused } from '../../runtime/scenario/action-result.ts';
import { type Connection, Refusal } from '../connection.ts';
import { labelsOf } from '../labels.ts';
import { hostOf, type Performance } from './act.ts';

type ActionOf<K extends Action['kind']> = Extract<Action, { kind: K }>;

const MANAGEMENT_PORT = 2377;
const SHARED: ActionResult = { kind: 'skipped', why: 'a swarm takes a whole engine (--dedicated)' };

/** `docker swarm init`, with dnet's label on the swarm. */
export async function initSwarm(
  { stage }: Performance,
  { host, options }: ActionOf<'swarm-init'>,
): Promise<ActionResult> {
  if (!stage.dedicated) return SHARED;
  const { connection } = hostOf(stage, host).engine;
  const pools = options['default-addr-pool'];
  return joined(connection, '/swarm/init', {
    ListenAddr: `0.0.0.0:${MANAGEMENT_PORT}`,
    AdvertiseAddr: '',
    DataPathPort: Number(options['data-path-port'] ?? 0),
    ...(Array.isArray(pools) && { DefaultAddrPool: pools.map(String) }),
    SubnetSize: Number(options['default-addr-pool-mask-length'] ?? 24),
    Spec: { Labels: labelsOf(stage.run) },
  });
}

/** `docker swarm join` with the token that the manager shows, at the address that it gives. */
export async function joinSwarm(
  { stage }: Performance,
  { host, via, role }: ActionOf<'swarm-join'>,
): Promise<ActionResult> {
  if (!stage.dedicated) return SHARED;
  const manager = hostOf(stage, via).engine.connection;
  const { JoinTokens } = await manager.request<Swarm>({ method: 'GET', path: '/swarm' });
  const { Swarm: membership } = await manager.request<SystemInfo>({ method: 'GET', path: '/info' });
  return joined(hostOf(stage, host).engine.connection, '/swarm/join', {
    ListenAddr: `0.0.0.0:${MANAGEMENT_PORT}`,
    AdvertiseAddr: '',
    RemoteAddrs: [`${membership.NodeAddr}:${MANAGEMENT_PORT}`],
    JoinToken: role === 'manager' ? JoinTokens.Manager : JoinTokens.Worker,
  });
}

export async function leaveSwarm(
  { stage }: Performance,
  { host, force }: ActionOf<'swarm-leave'>,
): Promise<ActionResult> {
  const { connection } = hostOf(stage, host).engine;
  return inWords(() => connection.request({ method: 'POST', path: `/swarm/leave?force=${force ? 1 : 0}` }));
}

async function joined(connection: Connection, path: string, body: object): Promise<ActionResult> {
  const answer = await inWords(() => connection.request({ method: 'POST', path, body }));
  if (answer.kind === 'done') await new Promise((resolve) => setTimeout(resolve, SETTLING));
  return answer;
}

/** In which a new node gets its part of the ingress network, milliseconds. */
const SETTLING = 4_000;

async function inWords(request: () => Promise<unknown>): Promise<ActionResult> {
  try {
    await request();
    return DONE;
  } catch (error) {
    if (error instanceof Refusal) return refused(`Error response from daemon: ${error.message}`);
    throw error;
  }
}

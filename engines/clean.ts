import type { ContainerSummary } from '../runtime/docker-api/container.ts';
import type { NetworkResource } from '../runtime/docker-api/network.ts';
import { type Connection, Refusal } from './connection.ts';
import { LABEL, ROLE_LABEL, RUN_LABEL } from './labels.ts';
import { isOurSwarm, leaveSwarm } from './leave-swarm.ts';

export interface Cleaned {
  readonly containers: number;
  readonly networks: number;
  readonly images: number;
}

export interface CleanOptions {
  /** Only what this run made; without, what any run of dnet made. */
  readonly run?: string;
  /** `scenario` leaves dnet's own helpers and its images: another scenario follows. */
  readonly only?: 'scenario';
}

/** Removes what carries dnet's label, and nothing else. */
export async function cleanEngine(
  connection: Connection,
  { run, only }: CleanOptions = {},
): Promise<Cleaned> {
  if (run === undefined && (await isOurSwarm(connection))) await leaveSwarm(connection);
  const label = run === undefined ? LABEL : `${RUN_LABEL}=${run}`;
  const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
  const list = <T>(path: string): Promise<readonly T[]> => connection.request({ method: 'GET', path });
  const containers = (await list<ContainerSummary>(`/containers/json?all=1&filters=${filters}`)).filter(
    ({ Labels }) => only === undefined || Labels[ROLE_LABEL] === undefined,
  );
  await each(containers, ({ Id }) => remove(connection, `/containers/${Id}?force=1&v=1`));
  const networks = await list<NetworkResource>(`/networks?filters=${filters}`);
  await each(networks, ({ Id }) => remove(connection, `/networks/${Id}`));
  if (only === 'scenario') return { containers: containers.length, networks: networks.length, images: 0 };
  const images = await list<{ readonly Id: string; readonly RepoTags: readonly string[] | null }>(
    `/images/json?all=1&filters=${filters}`,
  );
  for (const { Id } of images) await remove(connection, `/images/${Id}?force=1`);
  return { containers: containers.length, networks: networks.length, images: images.length };
}

const AT_ONCE = 4;

async function each<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE)
    await Promise.all(items.slice(at, at + AT_ONCE).map(action));
}

const [NOT_FOUND, CONFLICT] = [404, 409];
const TRIES = 5;

/** What is gone already is gone; what something still holds on to is tried again. */
async function remove(connection: Connection, path: string, tries = TRIES): Promise<void> {
  try {
    await connection.request({ method: 'DELETE', path });
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === NOT_FOUND) {
      if (error instanceof Refusal) return;
      throw error;
    }
    if (tries === 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, error.status === CONFLICT ? 200 : 500));
    await remove(connection, path, tries - 1);
  }
}

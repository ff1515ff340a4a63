import type { ContainerJson, ContainerSummary } from '../../runtime/docker-api/container.ts';
import type { EndpointSettings, NetworkResource } from '../../runtime/docker-api/network.ts';
import type { Observation, ObservedClient, ObservedContainer } from '../../runtime/observed/observation.ts';
import { pictureOf } from '../../runtime/observed/picture.ts';
import type { World } from '../../runtime/world.ts';
import { type Connection, Refusal } from '../connection.ts';
import { EngineError } from '../engine-error.ts';
import { execute } from '../exec.ts';
import { LABEL, ROLE_LABEL } from '../labels.ts';
import type { Place } from '../place.ts';
import type { RealHost } from '../real-host.ts';
import type { Stage } from '../stage.ts';

/** Listings of namespaces that could not be read again: a paused container lets nobody in. */
export type LastListings = Map<string, string>;

/** Looks at everything on stage that belongs to the scenario, and draws the world that it sees. */
export async function observe(stage: Stage, last: LastListings): Promise<World> {
  const hosts = await Promise.all([...stage.hosts.values()].map((host) => observeHost(stage, host, last)));
  const clients = await Promise.all(
    [...stage.clients].map(
      async ([name, place]): Promise<ObservedClient> => ({
        name,
        namespace: { listing: await lookFrom(place) },
      }),
    ),
  );
  return pictureOf(hosts, clients);
}

async function observeHost(stage: Stage, host: RealHost, last: LastListings): Promise<Observation> {
  const { connection } = host.engine;
  const [summaries, networks, listing, rules] = await Promise.all([
    connection.request<readonly ContainerSummary[]>({ method: 'GET', path: '/containers/json?all=1' }),
    connection.request<readonly NetworkResource[]>({ method: 'GET', path: '/networks' }),
    lookFrom(host.inside),
    rulesOf(host),
  ]);
  const ours = summaries.filter(
    ({ Labels }) => Labels[LABEL] !== undefined && Labels[ROLE_LABEL] === undefined,
  );
  const containers = await Promise.all(ours.map(({ Id }) => observeContainer(stage, connection, Id, last)));
  return {
    host: host.name,
    version: host.version,
    running: true,
    containers: containers.filter((one) => one !== undefined),
    networks: networks.map((network) => ({ ...network, Name: declared(stage, network.Name) })),
    root: { listing, ...(rules !== undefined && { rules }) },
  };
}

const declared = ({ names }: Stage, real: string): string => names.declared(real) ?? real;

async function lookFrom({ connection, container, prefix }: Place): Promise<string> {
  const { stdout, stderr, rc } = await execute(connection, container, [...prefix, '/bin/look']);
  if (!stdout.includes('== own'))
    throw new EngineError(`cannot look into ${container}: ${stderr.trim()} (${rc})`);
  return stdout;
}

async function rulesOf({ root }: RealHost): Promise<string | undefined> {
  if (root === undefined) return undefined;
  const { stdout, rc } = await execute(root.connection, root.container, [...root.prefix, 'iptables-save']);
  return rc === 0 ? stdout : undefined;
}

async function observeContainer(
  stage: Stage,
  connection: Connection,
  id: string,
  last: LastListings,
): Promise<ObservedContainer | undefined> {
  try {
    const seen = await connection.request<ContainerJson>({ method: 'GET', path: `/containers/${id}/json` });
    const inspect = inDeclaredNames(stage, seen);
    const name = declared(stage, seen.Name.slice(1));
    if (!seen.State.Running) return { name, inspect };
    if (!seen.State.Paused && !seen.State.Restarting)
      last.set(id, await lookFrom({ connection, container: id, prefix: [] }));
    const listing = last.get(id);
    return { name, inspect, ...(listing !== undefined && { namespace: { listing } }) };
  } catch (error) {
    // It may end or be removed while somebody looks.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function inDeclaredNames(stage: Stage, seen: ContainerJson): ContainerJson {
  const networks: [string, EndpointSettings][] = Object.entries(seen.NetworkSettings.Networks).map(
    ([name, settings]) => [declared(stage, name), settings],
  );
  return {
    ...seen,
    NetworkSettings: { ...seen.NetworkSettings, Networks: Object.fromEntries(networks) },
  };
}

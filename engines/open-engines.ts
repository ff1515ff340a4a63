import type { ContainerSummary } from '../runtime/docker-api/container.ts';
import type { NetworkResource } from '../runtime/docker-api/network.ts';
import { currentEngine, type Environment, engineOfContext } from './address/docker-context.ts';
import { type EngineAddress, parseEngineAddress } from './address/engine-address.ts';
import { EngineError } from './engine-error.ts';
import type { EngineHosts } from './engine-hosts.ts';
import { greet, type RealEngine } from './hello.ts';
import { LABEL } from './labels.ts';

/** Where to look for engines, in a person's words. */
export interface EngineChoice {
  readonly context?: string | undefined;
  readonly host?: readonly string[] | undefined;
  readonly client?: readonly string[] | undefined;
  readonly dedicated?: true | undefined;
}

/** The addresses by the scenario's names of hosts; `#1` stands for its first, `#2` for its second. */
export function chosenAddresses(
  { context, host }: EngineChoice,
  environment: Environment,
): ReadonlyMap<string, EngineAddress> {
  if (host === undefined || host.length === 0) {
    const address =
      context === undefined ? currentEngine(environment) : engineOfContext(context, environment);
    return new Map([['#1', address]]);
  }
  return new Map(
    host.map((text, i): [string, EngineAddress] => {
      const named = /^([A-Za-z][\w.-]*)=(.*)$/.exec(text);
      return named === null
        ? [`#${i + 1}`, parseEngineAddress(text)]
        : [named[1]!, parseEngineAddress(named[2]!)];
    }),
  );
}

/** Finds the engines and asks each who it is. A dedicated one must be empty. */
export async function openEngines(choice: EngineChoice, environment: Environment): Promise<EngineHosts> {
  const addresses = chosenAddresses(choice, environment);
  const engines = new Map<string, RealEngine>();
  for (const [name, address] of addresses) engines.set(name, await greet(address));
  const dedicated = choice.dedicated ?? false;
  if (dedicated) await Promise.all([...engines.values()].map(refuseOccupied));
  return { engines, clients: new Map((choice.client ?? []).map(clientOf)), dedicated };
}

function clientOf(text: string): [string, string] {
  const match = /^([\w.*-]+)=(\/.+)$/.exec(text);
  if (match === null) throw new EngineError(`--client ${text}: it should be like phone=/run/netns/phone`);
  return [match[1]!, match[2]!];
}

const PREDEFINED: readonly string[] = ['bridge', 'host', 'none'];

async function refuseOccupied({ connection }: RealEngine): Promise<void> {
  const containers = await connection.request<readonly ContainerSummary[]>({
    method: 'GET',
    path: '/containers/json?all=1',
  });
  const networks = await connection.request<readonly NetworkResource[]>({ method: 'GET', path: '/networks' });
  const theirs = [
    ...containers
      .filter(({ Labels }) => Labels[LABEL] === undefined)
      .map(({ Names }) => `container ${Names[0]?.slice(1)}`),
    ...networks
      .filter(
        ({ Name, Labels, Ingress }) =>
          !PREDEFINED.includes(Name) &&
          !Ingress &&
          Name !== 'docker_gwbridge' &&
          Labels?.[LABEL] === undefined,
      )
      .map(({ Name }) => `network ${Name}`),
  ];
  if (theirs.length > 0)
    throw new EngineError(
      `the engine at ${connection.name} is not ours alone: it has ${theirs.slice(0, 3).join(', ')}${theirs.length > 3 ? ' and more' : ''}; leave off --dedicated`,
    );
  const ours = containers.length + networks.filter(({ Labels }) => Labels?.[LABEL] !== undefined).length;
  if (ours > 0)
    throw new EngineError(
      `the engine at ${connection.name} has ${ours} leftovers of another run of dnet: \`dnet clean\` removes them`,
    );
}

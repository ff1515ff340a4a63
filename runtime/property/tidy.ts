import type { Scenario } from '../../compiler/ir/ir.ts';
import type { Host } from '../../compiler/ir/surroundings.ts';

/** The host of a scenario that says nothing of hosts. */
const DEFAULT = { name: 'localhost', address: '192.168.1.2/24' };

/** The only host of a counterexample, where nothing is said of it, needs no declaration. */
export function tidy(scenario: Scenario): Scenario {
  const { hosts, clients } = scenario.surroundings;
  const [host] = hosts;
  if (host === undefined || hosts.length > 1 || clients.length > 0 || !isPlain(host)) return scenario;
  // In a claim `localhost` is the loopback of whoever asks.
  if (
    scenario.story.some((item) => item.kind === 'claim' && JSON.stringify(item).includes(quoted(host.name)))
  )
    return scenario;
  const renamed = renameHost(scenario, host.name) as Scenario;
  const [only] = renamed.surroundings.hosts;
  const card = { ...only!.interfaces[0]!, addresses: [DEFAULT.address] };
  return {
    ...renamed,
    surroundings: { ...renamed.surroundings, hosts: [{ ...only!, interfaces: [card] }] },
  };
}

const isPlain = ({ engine, daemon, processes, swarmRole }: Host): boolean =>
  engine === undefined &&
  Object.keys(daemon).length === 0 &&
  processes.length === 0 &&
  swarmRole === undefined;

const quoted = (name: string): string => JSON.stringify(name);

/** Generated names are of one kind each: `h0` is a host wherever it stands. */
function renameHost(value: unknown, host: string): unknown {
  if (value === host) return DEFAULT.name;
  if (Array.isArray(value)) return value.map((item) => renameHost(item, host));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renameHost(inner, host)]));
}

import type { Surroundings } from '../compiler/ir/surroundings.ts';
import type { RealEngine } from './hello.ts';

/** Which real machines stand for which of a scenario's, as the command line says. */
export interface EngineHosts {
  /** By the scenario's names of hosts; `#1`, `#2` ... for its hosts in their order, whatever they are called. */
  readonly engines: ReadonlyMap<string, RealEngine>;
  /** By the scenario's names of clients (`*` for any): a network namespace of the first engine's machine. */
  readonly clients: ReadonlyMap<string, string>;
  readonly dedicated: boolean;
}

/** The engine that stands for a host of a scenario. */
export function engineFor(
  { engines }: EngineHosts,
  { hosts }: Surroundings,
  name: string,
): RealEngine | undefined {
  return engines.get(name) ?? engines.get(`#${hosts.findIndex((host) => host.name === name) + 1}`);
}

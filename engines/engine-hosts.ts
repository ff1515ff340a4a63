import type { RealEngine } from './hello.ts';

/** Which real machines stand for which of a scenario's, as the command line says. */
export interface EngineHosts {
  /** By the scenario's names of hosts; `` is the only host of a scenario that has one. */
  readonly engines: ReadonlyMap<string, RealEngine>;
  /** By the scenario's names of clients (`*` for any): a network namespace of the first engine's machine. */
  readonly clients: ReadonlyMap<string, string>;
  readonly dedicated: boolean;
}

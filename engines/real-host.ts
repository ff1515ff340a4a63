import type { VersionName } from '../runtime/engine/versions/version.ts';
import type { RealEngine } from './hello.ts';
import type { Place } from './place.ts';

/** A machine of a scenario that is a real one. */
export interface RealHost {
  /** As the scenario calls it. */
  readonly name: string;
  readonly engine: RealEngine;
  /** The simulated release whose requests this engine understands. */
  readonly version: VersionName;
  /** dnet's own container in the machine's network namespace; asked from there, "from the host". */
  readonly inside: Place;
  /** The same with the rights of root on the machine; none where the engine does not give them. */
  readonly root?: Place;
}

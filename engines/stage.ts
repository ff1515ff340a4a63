import type { ImageKeeper } from './image/image-keeper.ts';
import type { Names } from './names.ts';
import type { Place } from './place.ts';
import type { RealHost } from './real-host.ts';

/** Real machines, ready for a scenario. */
export interface Stage {
  /** Labels everything that this run makes. */
  readonly run: string;
  /** The engines are ours alone: they take the scenario's own names, addresses and host commands. */
  readonly dedicated: boolean;
  readonly names: Names;
  readonly hosts: ReadonlyMap<string, RealHost>;
  /** Namespaces that stand for clients of the LAN, by the scenario's names. */
  readonly clients: ReadonlyMap<string, Place>;
  readonly images: ImageKeeper;
}

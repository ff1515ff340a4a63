import type { Connection } from './connection.ts';

/** Where programs can be run: in a container, with words before each command that lead elsewhere from there. */
export interface Place {
  readonly connection: Connection;
  readonly container: string;
  /** `nsenter --net=/run/netns/client --` */
  readonly prefix: readonly string[];
}

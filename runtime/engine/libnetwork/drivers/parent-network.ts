import type { LinkId } from '../../../kernel/kernel.ts';

/** A macvlan's or ipvlan's network: links of containers hang on a link of the host. */
export interface ParentNetwork {
  /** The name of the parent link: `eth0`, `eth0.10`, `dm-1234567890ab`. */
  readonly parent: string;
  readonly link: LinkId;
  /** The engine made the parent, so it removes it with the network. */
  readonly madeParent: boolean;
  readonly mode: string;
  /** Leads nowhere: `--internal`, or a parent of the engine's own making. */
  readonly closed: boolean;
}

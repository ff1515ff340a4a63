/** Something that the world does by itself at a point of virtual time (milliseconds): data, so that worlds can be forked. */
export interface Timer {
  readonly at: number;
  /** Ties are broken by order of making. */
  readonly sequence: number;
  readonly event: TimerEvent;
}

/** What may happen by itself. Each kind is handled by the part of the runtime that it names. */
export type TimerEvent =
  | { readonly kind: 'restart-container'; readonly host: string; readonly container: string }
  | { readonly kind: 'swarm'; readonly event: string; readonly subject: string };

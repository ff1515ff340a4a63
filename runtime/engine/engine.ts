/** Replaced by the engine's own state; see README.md. */
export interface Engine {
  readonly host: string;
}

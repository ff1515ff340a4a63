/** An engine that cannot be worked with: missing, silent, too old, or it refuses what dnet itself needs. */
export class EngineError extends Error {}

/**
 * The release lines of Docker Engine that a scenario may ask for; `runtime/engine/versions` has their rows.
 */
export const ENGINE_LINES = ['20.10', '26.1'] as const;
export type EngineLine = (typeof ENGINE_LINES)[number];

/** The newest line that captures of a real engine judge. */
export const DEFAULT_ENGINE_LINE: EngineLine = '26.1';

/** The line of `26.1`, `26.1.5` or `v20.10.24`; undefined when it is none that is known. */
export function engineLineOf(text: string): EngineLine | undefined {
  const line = /^v?(\d+\.\d+)(?:\.\d+.*)?$/.exec(text)?.[1];
  return ENGINE_LINES.find((known) => known === line);
}

import type { Span } from '../../diagnostics/span.ts';

/**
 * Where the statements stand that an engine's networks and published ports come from. The API carries no such thing;
 * whoever plays a scenario writes it down before the request, and rules show it in traces.
 */
export type Sources = Map<string, Span>;

export const networkSource = (name: string): string => `network ${name}`;
/** `port` is the container's, as the API writes it: `80/tcp`. */
export const portSource = (container: string, port: string): string => `port ${port} of ${container}`;

/** The entry of a key as the field that libnetwork keeps. */
export function originOf(sources: Sources, key: string): { readonly origin?: Span } {
  const origin = sources.get(key);
  return origin === undefined ? {} : { origin };
}

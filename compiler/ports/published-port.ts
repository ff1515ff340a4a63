import { type PortRange, type Protocol, parseRange, splitProtocol } from './port-range.ts';

/**
 * What `-p` says: `8080:80/tcp`, `127.0.0.1:8080:80`, `[::1]:8080:80`, `127.0.0.1::80`, `80`, with ranges.
 */
export interface PublishedPort {
  readonly hostAddress?: string;
  /** None: the engine takes an ephemeral port. */
  readonly host?: PortRange;
  readonly container: PortRange;
  readonly protocol: Protocol;
}

/** Undefined when the text has none of the forms; the address is not checked here. */
export function parsePublished(text: string): PublishedPort | undefined {
  const split = splitProtocol(text);
  const match = split && /^(?:(?:(\[[^\]]*\]|[^:[\]]+):)?(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)$/.exec(split.ports);
  if (!split || !match) return undefined;
  const [, address, hostPorts, containerPorts] = match;
  const container = parseRange(containerPorts!);
  if (container === undefined) return undefined;
  const host = hostPorts === undefined ? undefined : parseRange(hostPorts);
  return {
    ...(address === undefined ? {} : { hostAddress: address.replace(/^\[|\]$/g, '') }),
    ...(host === undefined ? {} : { host }),
    container,
    protocol: split.protocol,
  };
}

export type Protocol = 'tcp' | 'udp' | 'sctp';

/** Ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp', 'sctp'];
export const HIGHEST_PORT = 65535;

/**
 * `80` or `8000-8010`; undefined when it is none. Numbers above 65535 are kept: a rule says so with a better
 * text.
 */
export function parseRange(text: string): PortRange | undefined {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  return { first, last: match[2] === undefined ? first : Number(match[2]) };
}

export const lengthOf = (range: PortRange): number => range.last - range.first + 1;

/**
 * Splits `80/udp` into ports and protocol; without a protocol it is tcp. Undefined when the protocol is
 * unknown.
 */
export function splitProtocol(
  text: string,
): { readonly ports: string; readonly protocol: Protocol } | undefined {
  const [ports = '', protocol = 'tcp', ...rest] = text.split('/');
  const known = PROTOCOLS.find((p) => p === protocol.toLowerCase());
  return known === undefined || rest.length > 0 ? undefined : { ports, protocol: known };
}

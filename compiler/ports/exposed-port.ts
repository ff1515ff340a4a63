import { type PortRange, type Protocol, parseRange, splitProtocol } from './port-range.ts';

/** A port of a container, as EXPOSE and a claim name it: `80`, `53/udp`, `8000-8010/tcp`. */
export interface ExposedPort {
  readonly container: PortRange;
  readonly protocol: Protocol;
}

/** Undefined when the text is no port. */
export function parseExposed(text: string): ExposedPort | undefined {
  const split = splitProtocol(text);
  const container = split && parseRange(split.ports);
  return container && { container, protocol: split.protocol };
}

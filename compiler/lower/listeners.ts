import type { Value } from '../bind/entity.ts';
import type { Listener } from '../ir/surroundings.ts';
import { parseExposed } from '../ports/exposed-port.ts';
import { HIGHEST_PORT } from '../ports/port-range.ts';

/** A program that listens on a range of ports is a listener on each. */
export const listenersOf = (values: readonly Value[]): readonly Listener[] =>
  values.flatMap(({ text, span }) => {
    const port = parseExposed(text);
    if (port === undefined) return [];
    const { first, last } = port.container;
    const count = Math.min(last, HIGHEST_PORT) - first + 1;
    return Array.from({ length: Math.max(count, 0) }, (_, i) => ({
      port: first + i,
      protocol: port.protocol,
      origin: span,
    }));
  });

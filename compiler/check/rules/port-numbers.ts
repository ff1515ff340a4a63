import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { type Value, valuesOf } from '../../bind/entity.ts';
import { portNodesOf } from '../../bind/port-nodes.ts';
import { parseExposed } from '../../ports/exposed-port.ts';
import { HIGHEST_PORT, lengthOf, type PortRange } from '../../ports/port-range.ts';
import { parsePublished } from '../../ports/published-port.ts';

/** Ports are 1 to 65535, and the two ranges of `8000-8010:80-90` are equally long. */
export function* portNumbers(scenario: BoundScenario): Generator<Diagnostic> {
  for (const { block } of scenario.entities) {
    for (const name of ['listen', 'expose']) {
      for (const value of valuesOf(block, name)) {
        const port = parseExposed(value.text);
        if (port) yield* outOfRange(value, port.container);
      }
    }
    for (const value of valuesOf(block, 'publish')) yield* checkPublished(value);
  }
  for (const port of scenario.statements.flatMap((s) => portNodesOf(s.statement))) {
    if (port.kind === 'port') yield* outOfRange(port, { first: port.port, last: port.port });
  }
}

function* checkPublished(value: Value): Generator<Diagnostic> {
  const port = parsePublished(value.text);
  if (port === undefined) return;
  yield* outOfRange(value, port.container);
  if (port.host === undefined) return;
  // Host port 0 asks for an ephemeral one, as none does.
  if (port.host.first !== 0) yield* outOfRange(value, port.host);
  const [host, container] = [lengthOf(port.host), lengthOf(port.container)];
  if (host !== container && container !== 1) yield diagnose('E1202', { ports: value.text }, value.span);
}

function* outOfRange({ span }: Pick<Value, 'span'>, { first, last }: PortRange): Generator<Diagnostic> {
  for (const port of new Set([first, last])) {
    if (port < 1 || port > HIGHEST_PORT) yield diagnose('E1201', { port: String(port) }, span);
  }
}

import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { networkModeOf } from '../../bind/attachments.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { type Entity, type Value, valuesOf } from '../../bind/entity.ts';
import { hostOf } from '../../bind/scene.ts';
import { type PublishedPort, parsePublished } from '../../ports/published-port.ts';

interface Taken {
  readonly container: Entity;
  readonly host: string;
  readonly value: Value;
  readonly port: PublishedPort;
}

/** Two containers of one host, both there from the start, that publish one port of it. */
export function* hostPortTwice(scenario: BoundScenario): Generator<Diagnostic> {
  const taken: Taken[] = [];
  for (const container of scenario.entities.filter((e) => e.kind === 'container' && e.since === 0)) {
    if (networkModeOf(container)) continue;
    const host = hostOf(scenario, container);
    for (const value of valuesOf(container.block, 'publish')) {
      const port = parsePublished(value.text);
      if (port?.host === undefined || port.host.first === 0) continue;
      const entry = { container, host, value, port };
      const clash = taken.find((other) => clashes(other, entry));
      if (clash) yield twice(entry, clash);
      taken.push(entry);
    }
  }
}

/** A range with a single container port takes one free port of it, so it is not certain to clash. */
const isChoice = ({ host, container }: PublishedPort) =>
  host !== undefined && host.first !== host.last && container.first === container.last;

const clashes = (a: Taken, b: Taken): boolean =>
  a.host === b.host &&
  a.port.protocol === b.port.protocol &&
  sameAddress(a.port.hostAddress, b.port.hostAddress) &&
  !isChoice(a.port) &&
  !isChoice(b.port) &&
  a.port.host!.first <= b.port.host!.last &&
  b.port.host!.first <= a.port.host!.last;

const ANY: readonly (string | undefined)[] = [undefined, '0.0.0.0', '::'];
const sameAddress = (a: string | undefined, b: string | undefined) =>
  ANY.includes(a) || ANY.includes(b) || a === b;

const twice = ({ value, port }: Taken, first: Taken): Diagnostic =>
  diagnose(
    'E1203',
    { port: `${port.host!.first}/${port.protocol}`, container: first.container.name },
    value.span,
    {
      related: [{ span: first.value.span, message: 'first published here' }],
    },
  );

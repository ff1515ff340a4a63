import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { EntityKind } from '../attributes/attribute.ts';
import type { BoundScenario } from './bound-scenario.ts';
import type { Entity } from './entity.ts';
import { BUILT_IN_PARTIES, findEntity, findTask, isBuiltIn } from './find-entity.ts';
import { type Reference, referencesOf, referencesOfEntity } from './references.ts';

/** Names that name nothing, something of another kind, or something that does not exist yet. */
export function* checkReferences(scenario: BoundScenario): Generator<Diagnostic> {
  for (const entity of scenario.entities) {
    for (const reference of referencesOfEntity(entity)) yield* check(scenario, reference, entity.since);
  }
  for (const { statement, step } of scenario.statements) {
    const at = step?.failsWith ? Number.POSITIVE_INFINITY : statement.span.start;
    for (const reference of referencesOf(statement)) yield* check(scenario, reference, at);
  }
}

/**
 * `at` is the point of the story at which the name is used; what is declared at top level is there from the
 * start.
 */
function* check(scenario: BoundScenario, reference: Reference, at: number): Generator<Diagnostic> {
  const { name, host, span, wanted } = reference;
  if (isKnownOtherwise(scenario, reference)) return;
  const entity = findEntity(scenario, name, wanted, host);
  if (entity === undefined) {
    const other = findEntity(scenario, name, ALL_KINDS);
    if (other && !wanted.includes(other.kind)) return yield ofAnotherKind(reference, other);
    if (!scenario.open && !reference.lookedUp) yield unknown(scenario, reference);
  } else if (entity.since > at) {
    yield diagnose('E1008', { what: entity.kind, name }, span, {
      related: [{ span: entity.nameSpan, message: 'declared here' }],
    });
  }
}

const ALL_KINDS: readonly EntityKind[] = [
  ...(['container', 'service', 'network', 'host', 'client', 'lan', 'image', 'connection'] as const),
];

function isKnownOtherwise(scenario: BoundScenario, { name, host, wanted, party }: Reference): boolean {
  if (isBuiltIn(scenario, name, wanted)) return true;
  if (wanted.includes('container') && isTask(scenario, name, host)) return true;
  if (!party) return false;
  if (host === undefined) return BUILT_IN_PARTIES.includes(name);
  // `node1/ingress_sbox`: a namespace that the engine made.
  return isNamespace(name);
}

/** `demo.1` is a task of the service `demo`, and `node2/demo` the one on that node. */
const isTask = (scenario: BoundScenario, name: string, host: string | undefined): boolean =>
  findTask(scenario, name) !== undefined ||
  (host !== undefined && findEntity(scenario, name, ['service']) !== undefined);

/**
 * Namespaces that no container owns have names of the engine's own (libnetwork sandbox keys); a network's name may stand
 * for its id.
 */
export const isNamespace = (name: string): boolean =>
  /^(ingress[_-]sbox|lb[_-][\w.-]+|\d+-[\w.-]+)$/.test(name);

const anyOf = (kinds: readonly EntityKind[]): string =>
  [kinds.slice(0, -1).join(', '), kinds.at(-1)].filter(Boolean).join(' or ');

const ofAnotherKind = ({ name, span, wanted }: Reference, other: Entity): Diagnostic =>
  diagnose('E1007', { name, kind: other.kind, wanted: anyOf(wanted) }, span, {
    related: [{ span: other.nameSpan, message: `${other.kind} \`${name}\` is declared here` }],
  });

function unknown(scenario: BoundScenario, { name, span, wanted }: Reference): Diagnostic {
  const known = scenario.entities.filter(({ kind }) => wanted.includes(kind)).map((entity) => entity.name);
  const near = didYouMean(name, new Set(known));
  const fixes = near.slice(0, 1).map((text) => ({ title: `write ${text}`, span, text }));
  return diagnose('E1005', { name, wanted: anyOf(wanted), near, known }, span, { fixes });
}

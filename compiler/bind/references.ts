import { match } from 'ts-pattern';
import type { Span } from '../../diagnostics/span.ts';
import type * as ast from '../../grammar/ast.ts';
import type { AnswerNode, ClaimNode, FeatureNode } from '../../grammar/ast-claim.ts';
import type { EntityKind } from '../attributes/attribute.ts';
import type { Block, Entity } from './entity.ts';
import { PARTIES } from './find-entity.ts';

/** A place where the scenario names something, and what may be named there. */
export interface Reference {
  readonly name: string;
  readonly host?: string;
  readonly span: Span;
  readonly wanted: readonly EntityKind[];
  /** The name is looked up in the simulated world, where aliases and names of the internet count too. */
  readonly lookedUp?: boolean;
  /** Any party of a claim: `internet`, a task, a namespace of a host. */
  readonly party?: boolean;
}

const MACHINES: readonly EntityKind[] = ['host', 'client'];
const ANYBODY: readonly EntityKind[] = [...PARTIES];

const text = ({ text: name, span }: ast.Text, ...wanted: EntityKind[]): Reference => ({ name, span, wanted });

function party(node: ast.Party, wanted = ANYBODY, lookedUp = false): readonly Reference[] {
  if (node.kind === 'address') return [];
  const { name, host, span } = node;
  return [
    { name, span, wanted, party: wanted === ANYBODY, lookedUp, ...(host === undefined ? {} : { host }) },
  ];
}

const container = (node: ast.Party) => party(node, ['container']);
const machine = (name: ast.Text) => text(name, ...MACHINES);

/** What a statement names; its block's attributes are the entity's own, see `referencesOfBlock`. */
export function referencesOf(statement: ast.Statement): readonly Reference[] {
  return match(statement)
    .with({ kind: 'expect' }, ({ claim }) => referencesOfClaim(claim))
    .with({ kind: 'invariant' }, ({ claims }) => claims.flatMap(referencesOfClaim))
    .with({ kind: 'show' }, { kind: 'command' }, ({ command }) => referencesOfCommand(command))
    .with({ kind: 'connect' }, (node) => [
      ...container(node.container),
      ...node.attachment.values.slice(0, 1).map((network) => text(network, 'network')),
    ])
    .with({ kind: 'disconnect' }, (node) => [...container(node.container), text(node.network, 'network')])
    .with({ kind: 'lifecycle' }, { kind: 'rename' }, ({ target }) => container(target))
    .with({ kind: 'recreate' }, ({ target }) => party(target, ['container', 'service']))
    .with({ kind: 'remove' }, ({ what, target }) =>
      party(target, what === undefined ? ['container', 'service', 'network'] : [what]),
    )
    .with({ kind: 'scale' }, { kind: 'update' }, ({ target }) => party(target, ['service']))
    .with({ kind: 'daemon' }, { kind: 'swarm-init' }, { kind: 'swarm-leave' }, ({ host }) => [
      text(host, 'host'),
    ])
    .with({ kind: 'swarm-join' }, ({ host, via }) => [text(host, 'host'), text(via, 'host')])
    .with({ kind: 'node' }, ({ node }) => [text(node, 'host')])
    .with({ kind: 'listen' }, { kind: 'stop-listening' }, ({ at }) => party(at, ['container', ...MACHINES]))
    .with({ kind: 'open-connection' }, ({ from, to, byName }) => [
      ...party(from),
      ...party(to.who, ANYBODY, byName),
    ])
    .with({ kind: 'block' }, { kind: 'unblock' }, { kind: 'lose' }, ({ between }) =>
      between.flatMap((side) => party(side, MACHINES)),
    )
    .with({ kind: 'partition' }, ({ sides }) => sides.flat().flatMap((side) => party(side, MACHINES)))
    .with({ kind: 'machine' }, (node) => [machine(node.machine)])
    .otherwise(() => []);
}

const referencesOfCommand = ({ host, container: inside }: ast.CommandLine): readonly Reference[] =>
  inside === undefined
    ? [machine(host)]
    : [
        machine(host),
        { name: inside.text, host: host.text, span: inside.span, wanted: ANYBODY, party: true },
      ];

export function referencesOfClaim(claim: ClaimNode): readonly Reference[] {
  return match<ClaimNode, readonly Reference[]>(claim)
    .with({ kind: 'reach' }, ({ from, to, byName, servedBy }) => [
      ...party(from),
      ...party(to.who, ANYBODY, byName),
      ...(servedBy ? [text(servedBy, ...ANYBODY)] : []),
    ])
    .with({ kind: 'resolve' }, ({ from, answer }) => [...party(from), ...referencesOfAnswer(answer)])
    .with({ kind: 'has' }, ({ who, what }) => [...party(who), ...referencesOfFeature(what)])
    .with({ kind: 'sees' }, ({ server, client, via }) => [
      ...party(server),
      ...party(client),
      ...(via ? party(via.who) : []),
    ])
    .with({ kind: 'only-from' }, ({ to, only }) => [...party(to.who), ...only.flatMap((who) => party(who))])
    .with({ kind: 'matrix' }, ({ columns, rows }) =>
      [...columns, ...rows.map(({ from }) => from)].flatMap((who) => party(who)),
    )
    .with({ kind: 'previous-address' }, ({ of }) => container(of))
    .with({ kind: 'requests' }, ({ from, to, byName, outcome }) => [
      ...party(from),
      ...party(to.who, ANYBODY, byName),
      ...(outcome.kind === 'spread' && outcome.over ? [text(outcome.over, 'service', 'container')] : []),
    ])
    .with({ kind: 'connection' }, ({ name }) => [text(name, 'connection')])
    .with({ kind: 'output' }, ({ command }) => referencesOfCommand(command))
    .with({ kind: 'state' }, ({ who }) => party(who))
    .with({ kind: 'runs' }, ({ service, on }) => [
      text(service, 'service'),
      ...on.map((node) => text(node, 'host')),
    ])
    .exhaustive();
}

const referencesOfAnswer = (answer: AnswerNode): readonly Reference[] =>
  match(answer)
    .with({ kind: 'parties' }, ({ parties }) => parties.flatMap((who) => party(who)))
    .with({ kind: 'tasks' }, ({ service }) => [text(service, 'service')])
    .otherwise(() => []);

/** Interfaces are named by the kernel, networks by the scenario. */
export const isInterface = (name: string): boolean => /^(lo|eth|veth|docker|br-|vx|ens|enp|wlan)/.test(name);

const referencesOfFeature = (feature: FeatureNode): readonly Reference[] =>
  'on' in feature && feature.on && !isInterface(feature.on.text) ? [text(feature.on, 'network')] : [];

/**
 * What the attributes of an entity name: networks to join, its host, the container whose namespace it shares.
 */
export const referencesOfEntity = ({ block }: Entity): readonly Reference[] => referencesOfBlock(block);

const referencesOfBlock = ({ uses }: Block): readonly Reference[] =>
  uses.flatMap(({ attribute, values, block }) => {
    const { refersTo, besides } = attribute;
    const named = values.flatMap((value): Reference[] => {
      const target = /^container:(.+)$/.exec(value.text)?.[1];
      if (target !== undefined && refersTo === 'network')
        return [text({ ...value, text: target }, 'container')];
      return refersTo === undefined || besides?.test(value.text) ? [] : [text(value, refersTo)];
    });
    return [...named, ...(block ? referencesOfBlock(block) : [])];
  });

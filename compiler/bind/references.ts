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

type Named<Node, K> = (node: Node & { readonly kind: K }) => readonly Reference[];

/** What each kind of statement names; a kind that is not here names nothing, or declares. */
const OF_STATEMENT: { readonly [K in ast.Statement['kind']]?: Named<ast.Statement, K> } = {
  expect: ({ claim }) => referencesOfClaim(claim),
  invariant: ({ claims }) => claims.flatMap(referencesOfClaim),
  show: ({ command }) => referencesOfCommand(command),
  command: ({ command }) => referencesOfCommand(command),
  connect: (node) => [
    ...container(node.container),
    ...node.attachment.values.slice(0, 1).map((network) => text(network, 'network')),
  ],
  disconnect: (node) => [...container(node.container), text(node.network, 'network')],
  lifecycle: ({ verb, target }) => party(target, verb === 'pause' ? ['container', 'host'] : ['container']),
  rename: ({ target }) => container(target),
  recreate: ({ target }) => party(target, ['container', 'service']),
  remove: ({ what, target }) =>
    party(target, what === undefined ? ['container', 'service', 'network'] : [what]),
  scale: ({ target }) => party(target, ['service']),
  update: ({ target }) => party(target, ['service']),
  daemon: ({ host }) => [text(host, 'host')],
  'swarm-init': ({ host }) => [text(host, 'host')],
  'swarm-join': ({ host, via }) => [text(host, 'host'), text(via, 'host')],
  'swarm-leave': ({ host }) => [text(host, 'host')],
  node: ({ node }) => [text(node, 'host')],
  listen: ({ at }) => party(at, ['container', ...MACHINES]),
  'stop-listening': ({ at }) => party(at, ['container', ...MACHINES]),
  'open-connection': ({ from, to, byName }) => [...party(from), ...party(to.who, ANYBODY, byName)],
  block: ({ between }) => machines(between),
  unblock: ({ between }) => machines(between),
  lose: ({ between }) => machines(between),
  partition: ({ sides }) => machines(sides.flat()),
  machine: (node) => [machine(node.machine)],
};

const machines = (parties: readonly ast.Party[]) => parties.flatMap((side) => party(side, MACHINES));

/** What a statement names; the attributes of a declaration are the entity's own, see `referencesOfEntity`. */
export const referencesOf = (statement: ast.Statement): readonly Reference[] =>
  (OF_STATEMENT[statement.kind] as Named<ast.Statement, unknown> | undefined)?.(statement) ?? [];

const referencesOfCommand = ({ host, container: inside }: ast.CommandLine): readonly Reference[] =>
  inside === undefined
    ? [machine(host)]
    : [
        machine(host),
        { name: inside.text, host: host.text, span: inside.span, wanted: ANYBODY, party: true },
      ];

/** What each kind of claim names. */
const OF_CLAIM: { readonly [K in ClaimNode['kind']]: Named<ClaimNode, K> } = {
  reach: ({ from, to, byName, servedBy }) => [
    ...party(from),
    ...party(to.who, ANYBODY, byName),
    ...(servedBy ? [{ ...text(servedBy, ...ANYBODY), party: true }] : []),
  ],
  resolve: ({ from, answer }) => [...party(from), ...referencesOfAnswer(answer)],
  has: ({ who, what }) => [...party(who), ...referencesOfFeature(what)],
  sees: ({ server, client, via }) => [...party(server), ...party(client), ...(via ? party(via.who) : [])],
  'only-from': ({ to, only }) => [...party(to.who), ...only.flatMap((who) => party(who))],
  matrix: ({ columns, rows }) => [...columns, ...rows.map(({ from }) => from)].flatMap((who) => party(who)),
  'previous-address': ({ of }) => container(of),
  requests: ({ from, to, byName, outcome }) => [
    ...party(from),
    ...party(to.who, ANYBODY, byName),
    ...(outcome.kind === 'spread' && outcome.over ? [text(outcome.over, 'service', 'container')] : []),
  ],
  connection: ({ name }) => [text(name, 'connection')],
  output: ({ command }) => referencesOfCommand(command),
  state: ({ who }) => party(who),
  runs: ({ service, on }) => [text(service, 'service'), ...on.map((node) => text(node, 'host'))],
};

export const referencesOfClaim = (claim: ClaimNode): readonly Reference[] =>
  (OF_CLAIM[claim.kind] as Named<ClaimNode, unknown>)(claim);

function referencesOfAnswer(answer: AnswerNode): readonly Reference[] {
  if (answer.kind === 'parties') return answer.parties.flatMap((who) => party(who));
  return answer.kind === 'tasks' ? [text(answer.service, 'service')] : [];
}

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

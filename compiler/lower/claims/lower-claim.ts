import type { ClaimNode } from '../../../grammar/ast-claim.ts';
import { parseAddress } from '../../addresses.ts';
import { partyText } from '../../bind/party-text.ts';
import { reasonOf } from '../../claims/reasons.ts';
import type { Claim, ClaimBody } from '../../ir/claim.ts';
import { optional } from '../optional.ts';
import { placeOf } from '../place-of.ts';
import { dockerName, type Scene, whoOf } from '../who.ts';
import { lowerAnswer } from './lower-answer.ts';
import { lowerFeature } from './lower-feature.ts';
import { portsOf, serverName, targetOf } from './lower-target.ts';

type Lower<K extends ClaimNode['kind']> = (scene: Scene, node: ClaimNode & { readonly kind: K }) => ClaimBody;

/** A claim of the runtime, with every name bound. */
export function lowerClaim(scene: Scene, node: ClaimNode): Claim {
  const because = node.because && reasonOf(node.because.reason.text, node.because.by?.text);
  const body = (LOWER[node.kind] as Lower<ClaimNode['kind']>)(scene, node);
  return { ...body, text: node.text, when: node.when, ...optional('because', because), origin: node.span };
}

const requests: Lower<'requests'> = (scene, claim) => {
  const { outcome, to } = claim;
  const { named: _, ...target } = targetOf(scene, to, claim.byName);
  const own = to.who.kind === 'name' ? to.who.name : undefined;
  const over = outcome.kind === 'spread' ? (outcome.over?.text ?? own) : undefined;
  return {
    kind: 'spread',
    requests: claim.count,
    from: whoOf(scene, claim.from),
    ...target,
    ...optional('over', over && serverName(scene, over)),
    ...(outcome.kind === 'fail' ? { fail: outcome.times } : {}),
  };
};

const matrix: Lower<'matrix'> = (scene, { kind, port, columns, rows, table }) => ({
  kind,
  port: portsOf(port),
  columns: columns.map((who) => whoOf(scene, who)),
  rows: rows.map((row) => ({
    from: whoOf(scene, row.from),
    cells: row.cells.map(({ text: expected, span: origin }) => ({ expected, origin })),
    origin: row.span,
  })),
  table,
});

/** What each kind of claim is to the runtime. */
const LOWER: { readonly [K in ClaimNode['kind']]: Lower<K> } = {
  reach: (scene, { kind, holds, ...claim }) => ({
    kind,
    from: whoOf(scene, claim.from),
    ...targetOf(scene, claim.to, claim.byName),
    holds,
    ...optional('servedBy', claim.servedBy && serverName(scene, claim.servedBy.text)),
    ...optional('size', claim.bytes),
  }),
  resolve: (scene, { kind, name, answer, ...claim }) => ({
    kind,
    from: whoOf(scene, claim.from),
    name: name.text,
    answer: lowerAnswer(scene, name.text, answer),
  }),
  has: (scene, { kind, who, holds, what }) => ({
    kind,
    who: whoOf(scene, who),
    holds,
    what: lowerFeature(scene, what),
  }),
  sees: (scene, { kind, server, client, as, via }) => ({
    kind,
    server: whoOf(scene, server),
    client: whoOf(scene, client),
    as: parseAddress(as.text)?.text ?? as.text,
    to: whoOf(scene, via?.who ?? server),
    port: portsOf(via?.port),
  }),
  'only-from': (scene, { to, only }) => ({
    kind: 'reachable-only-from',
    to: whoOf(scene, to.who),
    port: portsOf(to.port),
    only: only.map((who) => whoOf(scene, who)),
  }),
  matrix,
  'previous-address': (scene, { of }) => ({
    kind: 'previous-address-silent',
    of: dockerName(scene, partyText(of), 'container'),
  }),
  requests,
  connection: (_scene, { kind, name, state }) => ({ kind, name: name.text, state }),
  output: (scene, { test, expected, command }) => ({
    kind: 'prints',
    place: placeOf(scene, command),
    command: command.command.text,
    test,
    expected: expected.text,
  }),
  state: (scene, { kind, who, state, holds }) => ({
    kind,
    who: whoOf(scene, who),
    state: state.text,
    holds,
  }),
  runs: (_scene, { kind, service, holds, tasks, on }) => ({
    kind,
    service: service.text,
    holds,
    ...optional('tasks', tasks),
    ...(on.length > 0 ? { on: on.map(({ text }) => text) } : {}),
  }),
};

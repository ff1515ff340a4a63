import type { Answer, Claim, ClaimBody, MatrixRow, Ports, Property, Reason, When, Who } from './claim.ts';
import { flag, list, number, optional, record, type ShapeOf, text, union, word } from './shape.ts';
import { span } from './span-shape.ts';
import { place } from './surroundings-shape.ts';

const protocol = word('tcp', 'udp', 'sctp');

const when = union<When>({ now: {}, eventually: {}, within: { ms: number } });

const who = union<Who>({
  container: { name: text, host: optional(text) },
  service: { name: text },
  task: { service: text, slot: optional(number), host: optional(text) },
  host: { name: text },
  client: { name: text },
  network: { name: text },
  namespace: { host: text, name: text },
  internet: {},
  localhost: {},
  address: { address: text },
  'dns-name': { name: text },
  variable: { name: text },
  any: {},
});

const ports = union<Ports>({ listened: {}, any: {}, icmp: {}, port: { port: number, protocol } });

const answer = union<Answer>({
  nothing: {},
  something: {},
  addresses: { addresses: list(text) },
  entity: { who },
  'virtual-ip': { service: text },
  tasks: { service: text },
});

const property = union<Property>({
  address: { address: optional(text), network: optional(text), interface: optional(text) },
  interface: { name: text, network: optional(text) },
  route: { to: text, via: optional(text), dev: optional(text) },
  rule: { table: text, text },
  mtu: { mtu: number, interface: optional(text) },
  mac: { mac: text, interface: optional(text) },
  listener: { port: number, protocol },
  'only-loopback': {},
});

const reason = union<Reason>({
  outcome: { outcome: word('refused', 'timeout', 'unreachable', 'unresolved', 'closed') },
  isolated: {},
  internal: {},
  'port-unpublished': {},
  blocked: {},
  chain: { chain: text },
  snat: { by: text },
});

const row = record<MatrixRow>({
  from: who,
  cells: list(record<MatrixRow['cells'][number]>({ expected: text, origin: span })),
  origin: span,
});

const body = union<ClaimBody>({
  reach: {
    from: who,
    to: who,
    port: ports,
    byName: flag,
    holds: flag,
    servedBy: optional(text),
    size: optional(number),
    named: optional(text),
  },
  resolve: { from: who, name: text, answer },
  has: { who, holds: flag, what: property },
  sees: { server: who, client: who, as: text, to: who, port: ports },
  'reachable-only-from': { to: who, port: ports, only: list(who) },
  matrix: { port: ports, columns: list(who), rows: list(row), table: span },
  'previous-address-silent': { of: text },
  spread: {
    requests: number,
    from: who,
    to: who,
    port: ports,
    byName: flag,
    over: optional(text),
    fail: optional(number),
  },
  connection: { name: text, state: word('open', 'closed') },
  prints: {
    place,
    command: text,
    test: word('contains', 'lacks', 'equals', 'matches', 'fails'),
    expected: text,
  },
  state: { who, state: text, holds: flag },
  runs: { service: text, tasks: optional(number), on: optional(list(text)), holds: flag },
});

const common = record<Pick<Claim, 'text' | 'when' | 'because' | 'origin'>>({
  text,
  when,
  because: optional(reason),
  origin: span,
});

/** Each body with the fields that all claims share. */
export const claim: ShapeOf<Claim> = withFields(body, common);

function withFields(cases: typeof body, more: typeof common): ShapeOf<Claim> {
  if (cases.kind !== 'union' || more.kind !== 'record') throw new Error('a claim is a union of records');
  const extended = Object.entries(cases.cases).map(([kind, shape]) => {
    if (shape.kind !== 'record') throw new Error('a case of a union is a record');
    return [kind, { kind: 'record', fields: { ...shape.fields, ...more.fields } }] as const;
  });
  return { kind: 'union', cases: Object.fromEntries(extended) };
}

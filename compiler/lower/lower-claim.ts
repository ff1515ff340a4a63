import { match, P } from 'ts-pattern';
import type { CommandLine, Party, PortNode, Target } from '../../grammar/ast.ts';
import type { AnswerNode, ClaimNode, FeatureNode } from '../../grammar/ast-claim.ts';
import { parseAddress, parseCidr, parseMac } from '../addresses.ts';
import { findEntity } from '../bind/find-entity.ts';
import { partyText } from '../bind/party-text.ts';
import { isInterface } from '../bind/references.ts';
import { reasonOf } from '../claims/reasons.ts';
import type { Answer, Claim, ClaimBody, Ports, Property, Who } from '../ir/claim.ts';
import type { Place } from '../ir/ir.ts';
import { optional } from './optional.ts';
import { dockerName, type Scene, whoLookedUp, whoOf } from './who.ts';

export function lowerClaim(scene: Scene, node: ClaimNode): Claim {
  const because = node.because && reasonOf(node.because.reason.text, node.because.by?.text);
  const frame = { text: node.text, when: node.when, ...optional('because', because), origin: node.span };
  return { ...bodyOf(scene, node), ...frame };
}

function bodyOf(scene: Scene, node: ClaimNode): ClaimBody {
  const who = (party: Party) => whoOf(scene, party);
  return match<ClaimNode, ClaimBody>(node)
    .with({ kind: 'reach' }, (claim) => ({
      kind: 'reach',
      from: who(claim.from),
      ...lookedUp(scene, claim.to, claim.byName),
      holds: claim.holds,
      ...optional('servedBy', claim.servedBy && serverName(scene, claim.servedBy.text)),
      ...optional('size', claim.bytes),
    }))
    .with({ kind: 'resolve' }, ({ from, name, answer }) => ({
      kind: 'resolve',
      from: who(from),
      name: name.text,
      answer: answerOf(scene, name.text, answer),
    }))
    .with({ kind: 'has' }, (claim) => ({
      kind: 'has',
      who: who(claim.who),
      holds: claim.holds,
      what: propertyOf(scene, claim.what),
    }))
    .with({ kind: 'sees' }, ({ server, client, as, via }) => ({
      kind: 'sees',
      server: who(server),
      client: who(client),
      as: parseAddress(as.text)?.text ?? as.text,
      to: who(via?.who ?? server),
      port: portsOf(via?.port),
    }))
    .with({ kind: 'only-from' }, ({ to, only }) => ({
      kind: 'reachable-only-from',
      to: who(to.who),
      port: portsOf(to.port),
      only: only.map(who),
    }))
    .with({ kind: 'matrix' }, ({ port, columns, rows, table }) => ({
      kind: 'matrix',
      port: portsOf(port),
      columns: columns.map(who),
      rows: rows.map((row) => ({
        from: who(row.from),
        cells: row.cells.map(({ text: expected, span: origin }) => ({ expected, origin })),
        origin: row.span,
      })),
      table,
    }))
    .with({ kind: 'previous-address' }, ({ of }) => ({
      kind: 'previous-address-silent',
      of: dockerName(scene, partyText(of), 'container'),
    }))
    .with({ kind: 'requests' }, (claim) => requestsOf(scene, claim))
    .with({ kind: 'connection' }, ({ name, state }) => ({ kind: 'connection', name: name.text, state }))
    .with({ kind: 'output' }, ({ test, expected, command }) => ({
      kind: 'prints',
      place: placeOf(scene, command),
      command: command.command.text,
      test,
      expected: expected.text,
    }))
    .with({ kind: 'state' }, (claim) => ({
      kind: 'state',
      who: who(claim.who),
      state: claim.state.text,
      holds: claim.holds,
    }))
    .with({ kind: 'runs' }, ({ service, holds, tasks, on }) => ({
      kind: 'runs',
      service: service.text,
      holds,
      ...optional('tasks', tasks),
      ...(on.length > 0 ? { on: on.map(({ text }) => text) } : {}),
    }))
    .exhaustive();
}

/** By name, the name as written is what is looked up, whatever Docker calls the entity. */
function lookedUp(scene: Scene, { who, port }: Target, byName: boolean) {
  const named = byName && who.kind === 'name' ? who.name : undefined;
  const to: Who = byName ? whoLookedUp(scene, who) : whoOf(scene, who);
  return { to, port: portsOf(port), byName, ...optional('named', named) };
}

/** A container is `shop-api-1` for the world; a service answers with any of its tasks. */
const serverName = (scene: Scene, name: string): string =>
  findEntity(scene, name, ['service']) ? name : dockerName(scene, name, 'container');

function requestsOf(scene: Scene, claim: Extract<ClaimNode, { kind: 'requests' }>): ClaimBody {
  const { outcome, to } = claim;
  const { named: _, ...target } = lookedUp(scene, to, claim.byName);
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
}

export const portsOf = (port: PortNode | undefined): Ports =>
  match<PortNode | undefined, Ports>(port)
    .with(undefined, () => ({ kind: 'listened' }))
    .with({ kind: P.union('any', 'icmp') }, ({ kind }) => ({ kind }))
    .with({ kind: 'port' }, ({ kind, port: number, protocol }) => ({ kind, port: number, protocol }))
    .exhaustive();

const answerOf = (scene: Scene, name: string, answer: AnswerNode): Answer =>
  match<AnswerNode, Answer>(answer)
    .with({ kind: P.union('nothing', 'something') }, ({ kind }) => ({ kind }))
    .with({ kind: 'parties' }, ({ parties }) => {
      const [first] = parties;
      if (first?.kind === 'name') return { kind: 'entity', who: whoOf(scene, first) };
      return { kind: 'addresses', addresses: parties.map((party) => addressText(party)) };
    })
    .with({ kind: 'virtual-ip' }, () => ({ kind: 'virtual-ip', service: name }))
    .with({ kind: 'tasks' }, ({ service }) => ({ kind: 'tasks', service: service.text }))
    .exhaustive();

const addressText = (party: Party): string =>
  party.kind === 'address' ? (parseAddress(party.address)?.text ?? party.address) : partyText(party);

/** `on` names an interface of the namespace, or a network that the scenario knows. */
function onOf(scene: Scene, on: { readonly text: string } | undefined) {
  if (on === undefined) return {};
  return isInterface(on.text) ? { interface: on.text } : { network: dockerName(scene, on.text, 'network') };
}

const propertyOf = (scene: Scene, feature: FeatureNode): Property =>
  match<FeatureNode, Property>(feature)
    .with({ kind: 'address' }, ({ address, on }) => ({
      kind: 'address',
      ...optional('address', address && canonical(address.text)),
      ...onOf(scene, on),
    }))
    .with({ kind: 'interface' }, ({ name, on }) => ({
      kind: 'interface',
      name: name.text,
      ...optional('network', on && dockerName(scene, on.text, 'network')),
    }))
    .with({ kind: 'route' }, ({ to, via, dev }) => ({
      kind: 'route',
      to: parseCidr(to.text)?.network ?? canonical(to.text),
      ...optional('via', via && canonical(via.text)),
      ...optional('dev', dev?.text),
    }))
    .with({ kind: 'rule' }, ({ text, table }) => ({ kind: 'rule', table: table.text, text: text.text }))
    .with({ kind: 'mtu' }, ({ mtu, on }) => ({ kind: 'mtu', mtu, ...optional('interface', on?.text) }))
    .with({ kind: 'mac' }, ({ mac, on }) => ({
      kind: 'mac',
      mac: parseMac(mac.text) ?? mac.text,
      ...optional('interface', on?.text),
    }))
    .with({ kind: 'listener' }, ({ port }) => ({
      kind: 'listener',
      ...(port.kind === 'port' ? { port: port.port, protocol: port.protocol } : { port: 0, protocol: 'tcp' }),
    }))
    .with({ kind: 'only-loopback' }, ({ kind }) => ({ kind }))
    .exhaustive();

const canonical = (text: string): string => parseCidr(text)?.text ?? parseAddress(text)?.text ?? text;

/** Where a command is typed, with Docker's name of the container. */
export const placeOf = (scene: Scene, { host, container }: CommandLine): Place => ({
  host: host.text,
  ...optional('container', container && dockerName(scene, container.text, 'container', host.text)),
});

import { match } from 'ts-pattern';
import type { ActionNode, Attribute, AttributeItem, Party, PortNode, Target } from '../../grammar/ast.ts';
import { joinedOf } from '../bind/attachments.ts';
import { bindBlock, bindItemBlock } from '../bind/bind-block.ts';
import { type BoundScenario, hostOf, mainHost } from '../bind/bound-scenario.ts';
import { type Block, type Entity, textOf, textsOf } from '../bind/entity.ts';
import { findEntity } from '../bind/find-entity.ts';
import { partyText } from '../bind/party-text.ts';
import type { Action, Attachment, ServiceSpec } from '../ir/action.ts';
import { attachmentOf } from './attachments.ts';
import { containerSpecOf } from './container-spec.ts';
import { daemonConfigOf } from './daemon-config.ts';
import { placeOf } from './lower-claim.ts';
import { composeCommand } from './lower-compose.ts';
import { optional } from './optional.ts';
import { serviceSpecOf } from './service-spec.ts';
import { dockerName, dockerNameOf } from './who.ts';

/**
 * What a statement of the story does; several actions where Docker needs several commands, none where it says
 * nothing.
 */
export function lowerAction(scenario: BoundScenario, node: ActionNode): readonly Action[] {
  const container = (party: Party) => placedContainer(scenario, party);
  return match<ActionNode, readonly Action[]>(node)
    .with({ kind: 'command' }, ({ command }) => [
      { kind: 'command', place: placeOf(scenario, command), text: command.command.text },
    ])
    .with({ kind: 'connect' }, (action) => [
      {
        kind: 'connect',
        ...container(action.container),
        attachment: attachmentFrom(scenario, action.attachment),
      },
    ])
    .with({ kind: 'disconnect' }, (action) => [
      {
        kind: 'disconnect',
        ...container(action.container),
        network: dockerName(scenario, action.network.text, 'network'),
        force: action.force,
      },
    ])
    .with({ kind: 'lifecycle' }, ({ verb, target }) => [
      { kind: 'container-command', command: verb, ...container(target) },
    ])
    .with({ kind: 'rename' }, ({ target, to }) => [
      { kind: 'container-command', command: 'rename', ...container(target), argument: to.text },
    ])
    .with({ kind: 'recreate' }, ({ target, changes }) => recreate(scenario, target, changes))
    .with({ kind: 'remove' }, ({ what, target }) => [remove(scenario, target, what)])
    .with({ kind: 'scale' }, ({ target, replicas }) => [
      { kind: 'scale-service', host: mainHost(scenario), service: partyText(target), replicas },
    ])
    .with({ kind: 'update' }, ({ target, changes, force }) => [
      {
        kind: 'update-service',
        host: mainHost(scenario),
        service: partyText(target),
        changes: serviceChanges(scenario, target, changes),
        force,
      },
    ])
    .with({ kind: 'daemon' }, ({ verb, host, config }) => [
      {
        kind: 'daemon',
        verb,
        host: host.text,
        ...optional('config', config && daemonConfigOf(bindBlock('daemon', config, ignore))),
      },
    ])
    .with({ kind: 'node' }, ({ verb, node: name }) => [
      { kind: 'update-node', host: mainHost(scenario), node: name.text, ...NODE_CHANGES[verb] },
    ])
    .with({ kind: 'swarm-init' }, ({ host, attributes }) => [swarmInit(host.text, attributes)])
    .with({ kind: 'swarm-join' }, ({ kind, host, via, role }) => [
      { kind, host: host.text, via: via.text, role },
    ])
    .with({ kind: 'swarm-leave' }, ({ kind, host, force }) => [{ kind, host: host.text, force }])
    .with({ kind: 'compose-command' }, (action) =>
      composeCommand(
        scenario,
        action,
        action.arguments.map(({ text }) => text),
      ),
    )
    .with({ kind: 'listen' }, ({ kind, at, port, address }) =>
      port.kind === 'port'
        ? [
            {
              kind,
              ...listenerPlace(scenario, at),
              listener: { ...numbered(port), ...optional('address', address?.text) },
            },
          ]
        : [],
    )
    .with({ kind: 'stop-listening' }, ({ kind, at, port }) =>
      port.kind === 'port' ? [{ kind, ...listenerPlace(scenario, at), ...numbered(port) }] : [],
    )
    .with({ kind: 'open-connection' }, ({ kind, name, from, to, byName }) => [
      { kind, name: name.text, from: partyName(scenario, from), ...connectionTo(scenario, to, byName) },
    ])
    .with({ kind: 'block' }, { kind: 'unblock' }, ({ kind, what, between }) => [
      { kind, ...filterOf(what), between: [partyText(between[0]), partyText(between[1])] },
    ])
    .with({ kind: 'lose' }, ({ kind, percent, between }) => [
      { kind, percent, between: [partyText(between[0]), partyText(between[1])] },
    ])
    .with({ kind: 'partition' }, ({ kind, sides }) => [
      { kind, sides: sides.map((side) => side.map(partyText)) },
    ])
    .with({ kind: 'heal' }, ({ kind }) => [{ kind }])
    .with({ kind: 'machine' }, ({ kind, verb, machine }) => [{ kind, name: machine.text, verb }])
    .with({ kind: 'wait' }, ({ kind, ms }) => [{ kind, ms }])
    .exhaustive();
}

/** Blocks of actions are checked when names are bound; here they only give their values. */
const ignore = () => {};

const NODE_CHANGES = {
  drain: { availability: 'drain' },
  activate: { availability: 'active' },
  promote: { role: 'manager' },
  demote: { role: 'worker' },
} as const;

function placedContainer(
  scenario: BoundScenario,
  party: Party,
): { readonly host: string; readonly container: string } {
  const { name, host } = party.kind === 'name' ? party : { name: party.address, host: undefined };
  const entity = findEntity(scenario, name, ['container'], host);
  if (entity === undefined) return { host: host ?? mainHost(scenario), container: name };
  return { host: host ?? hostOf(scenario, entity), container: dockerNameOf(entity) };
}

const partyName = (scenario: BoundScenario, party: Party): string =>
  party.kind === 'name' ? dockerName(scenario, party.name, 'container', party.host) : party.address;

function attachmentFrom(scenario: BoundScenario, item: AttributeItem): Attachment {
  const network = item.values[0] ?? { text: '', span: item.span };
  return attachmentOf(scenario, joinedOf(network, bindItemBlock('attachment', item, ignore)));
}

/** The attributes of a declaration with some of them replaced. */
function changed(entity: Entity, changes: readonly Attribute[]): Entity {
  const { kind, uses } = bindBlock(entity.block.kind, changes, ignore);
  const names = new Set(uses.map(({ name }) => name));
  const block: Block = { kind, uses: [...entity.block.uses.filter(({ name }) => !names.has(name)), ...uses] };
  return { ...entity, block };
}

function recreate(scenario: BoundScenario, target: Party, changes: readonly Attribute[]): readonly Action[] {
  const service = findEntity(scenario, partyText(target), ['service']);
  if (service) {
    const own = { host: mainHost(scenario), service: service.name };
    return [
      { kind: 'update-service', ...own, changes: serviceChanges(scenario, target, changes), force: true },
    ];
  }
  const entity = findEntity(scenario, target.kind === 'name' ? target.name : '', ['container']);
  const spec = entity && changes.length > 0 ? containerSpecOf(scenario, changed(entity, changes)) : undefined;
  return [{ kind: 'recreate-container', ...placedContainer(scenario, target), ...optional('changes', spec) }];
}

type Removable = 'container' | 'network' | 'service';

function remove(scenario: BoundScenario, target: Party, what: Removable | undefined): Action {
  const { name, host } = target.kind === 'name' ? target : { name: target.address, host: undefined };
  const entity = findEntity(scenario, name, what ? [what] : ['container', 'service', 'network'], host);
  const place = host ?? (entity ? hostOf(scenario, entity) : mainHost(scenario));
  const docker = entity ? dockerNameOf(entity) : name;
  switch (what ?? entity?.kind) {
    case 'network':
      return { kind: 'remove-network', host: place, network: docker };
    case 'service':
      return { kind: 'remove-service', host: mainHost(scenario), service: docker };
    default:
      return { kind: 'container-command', command: 'remove', host: place, container: docker };
  }
}

/** Only the fields that the changed attributes change. */
function serviceChanges(
  scenario: BoundScenario,
  target: Party,
  changes: readonly Attribute[],
): Partial<ServiceSpec> {
  const entity = findEntity(scenario, partyText(target), ['service']);
  if (entity === undefined || changes.length === 0) return {};
  const before = serviceSpecOf(scenario, entity);
  const after = serviceSpecOf(scenario, changed(entity, changes));
  const keys = Object.keys(after) as (keyof ServiceSpec)[];
  return Object.fromEntries(
    keys
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, after[key]]),
  );
}

export function swarmInit(host: string, attributes: readonly Attribute[]): Action {
  const block = bindBlock('swarm', attributes, ignore);
  const pools = textsOf(block, 'default-addr-pool');
  const numbers = ['default-addr-pool-mask-length', 'data-path-port'].flatMap((name) => {
    const text = textOf(block, name);
    return text === undefined ? [] : [[name, Number(text)] as const];
  });
  const options = Object.fromEntries(numbers);
  return {
    kind: 'swarm-init',
    host,
    options: pools.length > 0 ? { 'default-addr-pool': pools, ...options } : options,
  };
}

function listenerPlace(scenario: BoundScenario, at: Party) {
  const name = partyText(at);
  const isMachine =
    at.kind === 'name' && at.host === undefined && findEntity(scenario, name, ['host', 'client']);
  if (isMachine) return { machine: name };
  const { host, container } = placedContainer(scenario, at);
  return { machine: host, container };
}

const numbered = ({ port, protocol }: Extract<PortNode, { kind: 'port' }>) => ({ port, protocol });

function connectionTo(scenario: BoundScenario, { who, port }: Target, byName: boolean) {
  const to = byName ? partyText(who) : partyName(scenario, who);
  return { to, port: port?.kind === 'port' ? port.port : 0, byName };
}

/** `block any` stops everything between two machines. */
const filterOf = (what: PortNode) =>
  what.kind === 'port' ? { protocol: what.protocol, port: what.port } : { protocol: what.kind };

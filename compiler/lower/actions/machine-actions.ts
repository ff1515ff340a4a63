import type { Party, PortNode, Target } from '../../../grammar/ast.ts';
import { bindBlock } from '../../bind/bind-block.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { findEntity } from '../../bind/find-entity.ts';
import { partyText } from '../../bind/party-text.ts';
import { daemonConfigOf } from '../daemon-config.ts';
import { optional } from '../optional.ts';
import { dockerName } from '../who.ts';
import { checkedBefore } from './changed.ts';
import type { LowerTable } from './lower.ts';
import { placeOfContainer } from './place-of-container.ts';

/** What happens to machines, their programs and the wires between them. */
export const machineActions: LowerTable<
  | 'daemon'
  | 'listen'
  | 'stop-listening'
  | 'open-connection'
  | 'block'
  | 'unblock'
  | 'lose'
  | 'partition'
  | 'heal'
  | 'machine'
  | 'wait'
> = {
  daemon: (_scenario, { kind, verb, host, config }) => {
    const json = config && daemonConfigOf(bindBlock('daemon', config, checkedBefore));
    return [{ kind, verb, host: host.text, ...optional('config', json) }];
  },
  listen: (scenario, { kind, at, port, address }) =>
    numbered(port).map((number) => ({
      kind,
      ...whereListening(scenario, at),
      listener: { ...number, ...optional('address', address?.text) },
    })),
  'stop-listening': (scenario, { kind, at, port }) =>
    numbered(port).map((number) => ({ kind, ...whereListening(scenario, at), ...number })),
  'open-connection': (scenario, { kind, name, from, to, byName }) =>
    numbered(to.port).map(({ port }) => ({
      kind,
      name: name.text,
      from: nameOf(scenario, from),
      to: targetOf(scenario, to, byName),
      port,
      byName,
    })),
  block: (_scenario, { kind, what, between }) => [{ kind, ...filterOf(what), between: pairOf(between) }],
  unblock: (_scenario, { kind, what, between }) => [{ kind, ...filterOf(what), between: pairOf(between) }],
  lose: (_scenario, { kind, percent, between }) => [{ kind, percent, between: pairOf(between) }],
  partition: (_scenario, { kind, sides }) => [{ kind, sides: sides.map((side) => side.map(partyText)) }],
  heal: (_scenario, { kind }) => [{ kind }],
  machine: (_scenario, { kind, verb, machine }) => [{ kind, name: machine.text, verb }],
  wait: (_scenario, { kind, ms }) => [{ kind, ms }],
};

/** Rules and the grammar see to it that these statements name a port by its number. */
const numbered = (port: PortNode | undefined) =>
  port?.kind === 'port' ? [{ port: port.port, protocol: port.protocol }] : [];

const nameOf = (scenario: BoundScenario, party: Party): string =>
  party.kind === 'name' ? dockerName(scenario, party.name, 'container', party.host) : party.address;

/** By name, the name as written is what is looked up. */
const targetOf = (scenario: BoundScenario, { who }: Target, byName: boolean): string =>
  byName ? partyText(who) : nameOf(scenario, who);

function whereListening(scenario: BoundScenario, at: Party) {
  const name = partyText(at);
  const isMachine = findEntity(scenario, name, ['host', 'client']) !== undefined;
  if (isMachine) return { machine: name };
  const { host, container } = placeOfContainer(scenario, at);
  return { machine: host, container };
}

const pairOf = ([a, b]: readonly [Party, Party]): readonly [string, string] => [partyText(a), partyText(b)];

/** `block any` stops everything between two machines. */
const filterOf = (what: PortNode) =>
  what.kind === 'port' ? { protocol: what.protocol, port: what.port } : { protocol: what.kind };

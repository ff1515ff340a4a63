import { match } from 'ts-pattern';
import type { Answer, Claim, ClaimBody, Ports, Property, Reason, When, Who } from '../ir/claim.ts';
import type { Place } from '../ir/ir.ts';
import { nameText, quoted, valueText } from './words.ts';

/** A claim as a scenario writes it, without `expect`. */
export const claimText = (claim: Claim): string =>
  [bodyText(claim), claim.kind === 'prints' ? '' : whenText(claim.when), reasonWords(claim.because)]
    .filter((part) => part !== '')
    .join(' ');

const whenText = (when: When): string =>
  when.kind === 'now' ? '' : when.kind === 'eventually' ? 'eventually' : `within ${when.ms}ms`;

export const whoText = (who: Who): string =>
  match(who)
    .with({ kind: 'container' }, ({ name, host }) =>
      host === undefined ? nameText(name) : `${host}/${name}`,
    )
    .with({ kind: 'task' }, ({ service, slot, host }) =>
      host === undefined ? `${service}.${slot}` : `${host}/${service}`,
    )
    .with({ kind: 'namespace' }, ({ host, name }) => `${host}/${name}`)
    .with({ kind: 'address' }, ({ address }) => address)
    .with({ kind: 'internet' }, { kind: 'localhost' }, ({ kind }) => kind)
    .with({ kind: 'any' }, () => 'any')
    .otherwise(({ name }) => nameText(name));

/** `db:5432`, `db:icmp`, `db on any port`. */
function targetText(who: Who, port: Ports, named?: string): string {
  const name = named ?? whoText(who);
  const end = who.kind === 'address' && who.address.includes(':') ? `[${name}]` : name;
  return match(port)
    .with({ kind: 'listened' }, () => name)
    .with({ kind: 'any' }, () => `${name} on any port`)
    .with({ kind: 'icmp' }, () => `${end}:icmp`)
    .with({ kind: 'port' }, ({ port: number, protocol }) =>
      protocol === 'tcp' ? `${end}:${number}` : `${end}:${number}/${protocol}`,
    )
    .exhaustive();
}

function reasonWords(reason: Reason | undefined): string {
  if (reason === undefined) return '';
  const word = match(reason)
    .with({ kind: 'outcome' }, ({ outcome }) => outcome)
    .with({ kind: 'chain' }, ({ chain }) => chain)
    .with({ kind: 'snat' }, ({ by }) => `snat by ${nameText(by)}`)
    .otherwise(({ kind }) => kind);
  return `because ${word}`;
}

const bodyText = (claim: Claim): string =>
  match(claim)
    .with({ kind: 'reach' }, ({ from, to, port, byName, holds, servedBy, size, named }) =>
      [
        `${whoText(from)} ${holds ? 'reaches' : 'cannot reach'} ${targetText(to, port, named)}`,
        ...(byName ? ['by name'] : []),
        ...(size === undefined ? [] : [`with ${size} bytes`]),
        ...(servedBy === undefined ? [] : [`served by ${nameText(servedBy)}`]),
      ].join(' '),
    )
    .with({ kind: 'resolve' }, ({ from, name, answer }) => resolveText(whoText(from), name, answer))
    .with(
      { kind: 'has' },
      ({ who, holds, what }) => `${whoText(who)} has ${holds ? '' : 'no '}${featureText(what)}`,
    )
    .with({ kind: 'sees' }, ({ server, client, as, to, port }) => {
      const via =
        whoText(to) === whoText(server) && port.kind === 'listened' ? '' : ` via ${targetText(to, port)}`;
      return `${whoText(server)} sees ${whoText(client)} as ${as}${via}`;
    })
    .with(
      { kind: 'reachable-only-from' },
      ({ to, port, only }) =>
        `${targetText(to, port)} is reachable only from ${only.map(whoText).join(', ')}`,
    )
    .with({ kind: 'matrix' }, ({ port, columns, rows }) => {
      const lines = [
        columns.map(whoText),
        ...rows.map(({ from, cells }) => [whoText(from), ...cells.map(({ expected }) => expected)]),
      ];
      const door = port.kind === 'port' ? `${port.port}/${port.protocol}` : 'icmp';
      return `matrix ${door} {\n${lines.map((words) => words.join(' ')).join('\n')}\n}`;
    })
    .with(
      { kind: 'previous-address-silent' },
      ({ of }) => `previous address of ${nameText(of)} does not answer`,
    )
    .with({ kind: 'spread' }, (requests) => requestsText(requests))
    .with({ kind: 'connection' }, ({ name, state }) => `connection ${nameText(name)} is ${state}`)
    .with({ kind: 'prints' }, ({ place, command, test, expected, when }) => {
      // A command takes the rest of its line, so how long it may take stands before it.
      const wait = when.kind === 'now' ? '' : ` ${whenText(when)}`;
      return `${PRINTS[test]} ${quoted(expected)}${wait} from ${placeText(place)}$ ${command}`;
    })
    .with({ kind: 'state' }, ({ who, state, holds }) => `${whoText(who)} is ${holds ? '' : 'not '}${state}`)
    .with({ kind: 'runs' }, ({ service, tasks, on, holds }) => {
      const many = holds
        ? tasks === undefined
          ? ''
          : ` ${tasks} ${tasks === 1 ? 'task' : 'tasks'}`
        : ' no task';
      return `${nameText(service)} runs${many}${on === undefined ? '' : ` on ${on.map(nameText).join(', ')}`}`;
    })
    .exhaustive();

const PRINTS = {
  contains: 'output with',
  lacks: 'output without',
  equals: 'output equal to',
  matches: 'output matching',
  fails: 'failure with',
} as const;

/** `laptop`, `laptop/probe`: where a command line is typed. */
export const placeText = ({ host, container }: Place): string =>
  container === undefined ? nameText(host) : `${host}/${container}`;

function requestsText(claim: Extract<ClaimBody, { kind: 'spread' }>): string {
  const { requests, from, to, port, byName, over, fail } = claim;
  const outcome =
    fail !== undefined
      ? `fail ${fail} times`
      : over === undefined
        ? 'succeed'
        : `spread evenly over ${nameText(over)}`;
  const name = byName ? ' by name' : '';
  return `${requests} requests from ${whoText(from)} to ${targetText(to, port)}${name} ${outcome}`;
}

function resolveText(from: string, name: string, answer: Answer): string {
  if (answer.kind === 'nothing') return `${from} cannot resolve ${valueText(name)}`;
  const to = match(answer)
    .with({ kind: 'something' }, () => '')
    .with({ kind: 'addresses' }, ({ addresses }) => ` to ${addresses.join(', ')}`)
    .with({ kind: 'entity' }, ({ who }) => ` to ${whoText(who)}`)
    .with({ kind: 'virtual-ip' }, () => ' to its virtual ip')
    .with({ kind: 'tasks' }, ({ service }) => ` to the tasks of ${nameText(service)}`)
    .exhaustive();
  return `${from} resolves ${valueText(name)}${to}`;
}

const on = (what: string | undefined): string => (what === undefined ? '' : ` on ${nameText(what)}`);

const featureText = (what: Property): string =>
  match(what)
    .with({ kind: 'address' }, ({ address, network, interface: card }) => {
      return `address${address === undefined ? '' : ` ${address}`}${on(network ?? card)}`;
    })
    .with({ kind: 'interface' }, ({ name, network }) => `interface ${nameText(name)}${on(network)}`)
    .with({ kind: 'route' }, ({ to, via, dev }) => {
      const route = to === 'default' ? 'default route' : `route ${to}`;
      return `${route}${via === undefined ? '' : ` via ${via}`}${dev === undefined ? '' : ` dev ${nameText(dev)}`}`;
    })
    .with({ kind: 'rule' }, ({ table, text }) => `rule ${quoted(text)} in ${table}`)
    .with({ kind: 'mtu' }, ({ mtu, interface: card }) => `mtu ${mtu}${on(card)}`)
    .with({ kind: 'mac' }, ({ mac, interface: card }) => `mac-address ${mac}${on(card)}`)
    .with({ kind: 'listener' }, ({ port, protocol }) => `listener on ${port}/${protocol}`)
    .with({ kind: 'only-loopback' }, () => 'only loopback')
    .exhaustive();

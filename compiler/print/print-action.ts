import { match } from 'ts-pattern';
import type { Action } from '../ir/action.ts';
import { placeText } from './print-claim.ts';
import { daemonLine, swarmOptionLines } from './print-machines.ts';
import { attachmentText, containerLines, networkLines, serviceLines } from './print-specs.ts';
import { blockText, nameText, portText, quoted } from './words.ts';

/** What names need of the scenario: with one host, it goes without saying. */
export interface Printing {
  readonly severalHosts: boolean;
}

/** What happens, as a scenario writes it. */
export function actionText({ severalHosts }: Printing, action: Action): string {
  const onHost = (host: string): readonly string[] => (severalHosts ? [`host ${nameText(host)}`] : []);
  /** Two hosts may have containers of one name. */
  const at = (host: string, container: string): string =>
    severalHosts ? `${host}/${container}` : nameText(container);
  return match(action)
    .with({ kind: 'create-network' }, ({ host, network }) =>
      blockText(`network ${nameText(network.name)}`, [...networkLines(network), ...onHost(host)]),
    )
    .with({ kind: 'remove-network' }, ({ network }) => `remove network ${nameText(network)}`)
    .with({ kind: 'run-container' }, ({ host, container, start }) =>
      blockText(`container ${nameText(container.name)}`, [
        ...containerLines(container),
        ...onHost(host),
        ...(start ? [] : ['created']),
      ]),
    )
    .with({ kind: 'recreate-container' }, ({ host, container, changes }) =>
      blockText(`recreate ${at(host, container)}`, changes === undefined ? [] : containerLines(changes)),
    )
    .with({ kind: 'container-command' }, ({ command, host, container, argument }) =>
      command === 'rename'
        ? `rename ${at(host, container)} to ${nameText(argument ?? '')}`
        : `${command} ${at(host, container)}`,
    )
    .with(
      { kind: 'connect' },
      ({ host, container, attachment }) => `connect ${at(host, container)} to ${attachmentText(attachment)}`,
    )
    .with(
      { kind: 'disconnect' },
      ({ host, container, network, force }) =>
        `disconnect ${at(host, container)} from ${nameText(network)}${force ? ' force' : ''}`,
    )
    .with({ kind: 'create-service' }, ({ service }) =>
      blockText(`service ${nameText(service.name)}`, serviceLines(service)),
    )
    .with({ kind: 'update-service' }, ({ service, changes, force }) =>
      blockText(`update ${nameText(service)}${force ? ' force' : ''}`, serviceLines(changes)),
    )
    .with({ kind: 'scale-service' }, ({ service, replicas }) => `scale ${nameText(service)} to ${replicas}`)
    .with({ kind: 'remove-service' }, ({ service }) => `remove service ${nameText(service)}`)
    .with({ kind: 'swarm-init' }, ({ host, options }) =>
      blockText(`init swarm on ${nameText(host)}`, swarmOptionLines(options)),
    )
    .with(
      { kind: 'swarm-join' },
      ({ host, via, role }) => `join swarm on ${nameText(host)} as ${role} via ${nameText(via)}`,
    )
    .with(
      { kind: 'swarm-leave' },
      ({ host, force }) => `leave swarm on ${nameText(host)}${force ? ' force' : ''}`,
    )
    .with({ kind: 'update-node' }, ({ node, role, availability }) => {
      const verb = { drain: 'drain', active: 'activate', pause: 'pause' } as const;
      if (availability !== undefined) return `${verb[availability]} ${nameText(node)}`;
      return `${role === 'manager' ? 'promote' : 'demote'} ${nameText(node)}`;
    })
    .with({ kind: 'compose' }, ({ project, verb, arguments: words }) =>
      ['compose', verb, nameText(project), ...words].join(' '),
    )
    .with({ kind: 'command' }, ({ place, text }) => `${placeText(place)}$ ${text}`)
    .with({ kind: 'daemon' }, ({ host, verb, config }) => {
      const lines = Object.entries(config ?? {}).flatMap(([key, value]) => daemonLine(key, value));
      return blockText(`${verb} daemon of ${nameText(host)}`, lines);
    })
    .with({ kind: 'listen' }, ({ machine, container, listener }) => {
      const address = listener.address === undefined ? '' : `${bracketed(listener.address)}:`;
      return `listen ${address}${portText(listener)} on ${whereText(machine, container, severalHosts)}`;
    })
    .with(
      { kind: 'stop-listening' },
      ({ machine, container, ...port }) =>
        `stop listening ${portText(port)} on ${whereText(machine, container, severalHosts)}`,
    )
    .with(
      { kind: 'open-connection' },
      ({ name, from, to, port, byName }) =>
        `open connection ${nameText(name)} from ${nameText(from)} to ${bracketed(to)}:${port}${byName ? ' by name' : ''}`,
    )
    .with(
      { kind: 'block' },
      { kind: 'unblock' },
      ({ kind, protocol, port, between: [a, b] }) =>
        `${kind} ${port === undefined ? protocol : `${port}/${protocol}`} between ${nameText(a)} and ${nameText(b)}`,
    )
    .with(
      { kind: 'lose' },
      ({ percent, between: [a, b] }) => `lose ${percent}% between ${nameText(a)} and ${nameText(b)}`,
    )
    .with(
      { kind: 'partition' },
      ({ sides }) => `partition ${sides.map((side) => side.map(nameText).join(', ')).join(' from ')}`,
    )
    .with({ kind: 'heal' }, ({ kind }) => kind)
    .with({ kind: 'machine' }, ({ name, verb }) => `machine ${nameText(name)} ${verb}`)
    .with({ kind: 'wait' }, ({ ms }) => `wait ${ms}ms`)
    .exhaustive();
}

const whereText = (machine: string, container: string | undefined, severalHosts: boolean): string =>
  container === undefined
    ? nameText(machine)
    : severalHosts
      ? `${machine}/${container}`
      : nameText(container);

const bracketed = (address: string): string => (address.includes('::') ? `[${address}]` : address);

export const failsWithText = (text: string | undefined): string =>
  text === undefined ? '' : ` fails with ${quoted(text)}`;

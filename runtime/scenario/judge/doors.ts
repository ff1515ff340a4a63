import type { Ports } from '../../../compiler/ir/claim.ts';
import type { Ip } from '../../address/ip.ts';
import type { Transport } from '../../kernel/kernel.ts';
import type { PortRange, Rule } from '../../kernel/netfilter/rule.ts';
import type { World } from '../../world.ts';
import type { Door, Question } from '../ask.ts';
import { listensAt } from '../history.ts';
import { listenersOf, type Party } from '../party.ts';

/** Everything that a claim asks of a target: its addresses times its ports. */
export const questionsFor = (
  world: World,
  target: Party,
  addresses: readonly Ip[],
  ports: Ports,
): readonly Question[] =>
  addresses.flatMap((ip) => doorsOf(world, target, ip, ports).map((door) => ({ ip, door })));

function doorsOf(world: World, target: Party, ip: Ip, ports: Ports): readonly Door[] {
  switch (ports.kind) {
    case 'icmp':
      return [ports];
    case 'port':
      return portDoor(ports.protocol, ports.port);
    case 'listened':
      return unique(
        listenersOf(world, target)
          .filter((socket) => listensAt(socket, ip))
          .flatMap(({ transport, port }) => portDoor(transport, port)),
      );
    case 'any':
      return [{ kind: 'icmp' }, ...everyDoor(world)];
    default:
      return ports satisfies never;
  }
}

/**
 * Every port at which anything can answer: a connection ends at a socket, so its port is one that something
 * listens on, or one that a nat rule turns into such a port. Whoever is deaf at all of these is deaf at every
 * port.
 */
function everyDoor(world: World): readonly Door[] {
  const doors: Door[] = [];
  const say = (protocol: Transport, port: number): void => {
    doors.push(...portDoor(protocol, port));
  };
  for (const netns of world.kernel.namespaces.values()) {
    for (const { transport, port } of netns.sockets.values()) say(transport, port);
    for (const ruleset of [netns.ipv4, netns.ipv6])
      for (const chain of ruleset.tables.get('nat')?.chains.values() ?? [])
        for (const rule of chain.rules)
          for (const { protocol, ports } of portsOf(rule)) {
            say(protocol, ports.first);
            say(protocol, ports.last);
          }
  }
  return unique(doors);
}

type Ported = { readonly protocol: Transport; readonly ports: PortRange };

const portsOf = (rule: Rule): readonly Ported[] =>
  rule.matches.flatMap((match) => {
    if (match.kind !== 'destination-port') return [];
    const { protocol, ports } = match;
    return protocol === 'tcp' || protocol === 'udp' || protocol === 'sctp' ? [{ protocol, ports }] : [];
  });

/** No client of the simulation speaks SCTP: nobody can ask there. */
const portDoor = (protocol: Transport, port: number): readonly Door[] =>
  protocol === 'sctp' ? [] : [{ kind: 'port', port, protocol }];

const unique = (doors: readonly Door[]): readonly Door[] => [
  ...new Map(doors.map((door) => [doorText(door), door])).values(),
];

/** `80/tcp`, `icmp`. */
export const doorText = (door: Door): string =>
  door.kind === 'icmp' ? 'icmp' : `${door.port}/${door.protocol}`;

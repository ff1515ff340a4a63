import { formatIp, type Ip } from '../address/ip.ts';
import { type TraceLine, traceLines } from '../explain/trace-line.ts';
import type { Outcome } from '../probe/outcome.ts';
import { answererOf } from '../scenario/answerer.ts';
import { askIn, type Door } from '../scenario/ask.ts';
import { doorText, questionsFor } from '../scenario/judge/doors.ts';
import { lookUp } from '../scenario/look-up.ts';
import {
  findParty,
  isUnknown,
  linksOf,
  listenersOf,
  type Party,
  runningContainers,
} from '../scenario/party.ts';
import type { Session } from '../scenario/session.ts';

/** One line of a survey: what was looked at, and what was seen. */
export interface SurveyLine {
  /** `web ─▶ db 172.18.0.3:5432/tcp`, `web has`, `web looks up db` */
  readonly what: string;
  /** `open, answered by db, who saw 172.18.0.2`, `timeout` */
  readonly seen: string;
  /** Who asks whom, for a table. */
  readonly pair?: { readonly from: string; readonly to: string; readonly door: Door; readonly ip: Ip };
  readonly trace?: readonly TraceLine[];
}

/** Surveys a world, or with `answers` the real machines that it is a picture of. */
export function surveyOf(session: Session): readonly SurveyLine[] {
  const parties = partiesOf(session);
  return [
    ...statesOf(session),
    ...parties.flatMap((party) => possessionsOf(session, party)),
    ...parties.flatMap((from) => reachesOf(session, from, parties)),
    ...parties.flatMap((party) => knowledgeOf(session, party)),
  ];
}

/** Those that can ask: containers that run, hosts, clients of the LAN. */
function partiesOf({ world, scenario }: Session): readonly Party[] {
  const { hosts, clients } = scenario.surroundings;
  const machines = [...hosts, ...clients].map(({ name, kind }) => findParty(world, { kind, name }));
  return [...runningContainers(world), ...machines].filter(
    (party): party is Party => !isUnknown(party) && party.netns !== undefined,
  );
}

const statesOf = ({ world }: Session): readonly SurveyLine[] =>
  [...world.engines.values()].flatMap((engine) => [
    ...[...engine.containers.values()]
      .map(({ name, state }) => ({ what: `${name} is`, seen: state.status }))
      .sort(byWhat),
    ...[...engine.controller.networks.values()]
      .map(({ name, driver, internal }) => ({
        what: `network ${name} of ${engine.host} is`,
        seen: internal ? `${driver}, internal` : driver,
      }))
      .sort(byWhat),
  ]);

const byWhat = (a: { readonly what: string }, b: { readonly what: string }): number =>
  a.what < b.what ? -1 : a.what > b.what ? 1 : 0;

/** Addresses, the way out, and what listens. A machine's own cards are the scenario's, not Docker's. */
function possessionsOf({ world }: Session, party: Party): readonly SurveyLine[] {
  const netns = world.kernel.namespaces.get(party.netns!)!;
  const sockets = listenersOf(world, party).map(({ transport, port }) => `${port}/${transport}`);
  const listens = {
    what: `${party.name} listens on`,
    seen: [...new Set(sockets)].sort().join(', ') || 'nothing',
  };
  if (party.container === undefined) return [listens];
  const links = linksOf(world, netns)
    .filter(({ kind }) => kind !== 'loopback')
    .map(({ name, mtu, addresses }) => {
      const own = addresses
        .filter(({ scope }) => scope === 'global')
        .map(({ ip, length }) => `${formatIp(ip)}/${length}`);
      return `${name} mtu ${mtu} ${own.sort().join(' ')}`.trimEnd();
    });
  const gateways = netns.routes
    .filter(({ destination, via }) => destination.length === 0 && via !== undefined)
    .map(({ via }) => formatIp(via!));
  const hostMode = party.netns === world.kernel.machines.get(party.machine!)?.root;
  return [
    listens,
    ...(hostMode ? [] : [{ what: `${party.name} has`, seen: links.sort().join(', ') || 'only loopback' }]),
    { what: `${party.name} leaves by`, seen: gateways.sort().join(', ') || 'no gateway' },
  ];
}

/** Every door of everybody, and an echo from each address. */
function reachesOf(session: Session, from: Party, parties: readonly Party[]): readonly SurveyLine[] {
  return parties.flatMap((to) => {
    const addresses = [...new Set(to.addresses)].filter((ip) => typeof ip === 'number');
    const doors = addresses.flatMap((ip) => [
      ...questionsFor(session.world, to, [ip], { kind: 'listened' }),
      { ip, door: { kind: 'icmp' } as const },
    ]);
    return doors.map(({ ip, door }) => reachLine(session, from, to, ip, door));
  });
}

function reachLine(session: Session, from: Party, to: Party, ip: Ip, door: Door): SurveyLine {
  const { outcome, hops } = askIn(session, from, { ip, door });
  return {
    what: `${from.name} ─▶ ${to.name} ${formatIp(ip)} ${doorText(door)}`,
    seen: outcomeText(session, outcome),
    pair: { from: from.name, to: to.name, door, ip },
    trace: traceLines(session.world, hops),
  };
}

/** Who answered and whom he saw are part of it; causes are not, because a real engine does not tell them. */
function outcomeText(session: Session, outcome: Outcome): string {
  if (outcome.kind !== 'delivered') return outcome.kind;
  const { answer } = outcome;
  if (answer.silence !== undefined) return 'open, and silent';
  const by = answererOf(session.world, outcome);
  const saw = answer.peer === undefined ? '' : `, who saw ${formatIp(answer.peer.ip)}`;
  return by === undefined ? 'open' : `open, answered by ${by}${saw}`;
}

/** The names of all containers as each container knows them. */
function knowledgeOf(session: Session, party: Party): readonly SurveyLine[] {
  if (party.container === undefined) return [];
  return runningContainers(session.world).map(({ name }) => {
    const { addresses } = lookUp(session, party, name);
    const found = addresses.map(formatIp).sort().join(', ');
    return { what: `${party.name} looks up ${name}`, seen: found || 'nothing' };
  });
}

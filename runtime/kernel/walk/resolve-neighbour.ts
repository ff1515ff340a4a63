import type { Ip } from '../../address/ip.ts';
import type { Mac } from '../../address/mac.ts';
import { derived } from '../derived.ts';
import type { Kernel, Link, Netns } from '../kernel.ts';
import { findNeighbour, learnNeighbour } from '../neighbours.ts';
import { whoHas } from './who-has.ts';

/** What was found out since the last change of configuration: link -> address -> MAC, or nobody. */
const answersOf = derived((_: Kernel, _netns: Netns) => new Map<number, Map<Ip, Mac | undefined>>());

/** The MAC of the next hop: a permanent entry, or who answers ARP (IPv6: neighbour solicitation) on that link. */
export function resolveNeighbour(kernel: Kernel, netns: Netns, link: Link, ip: Ip): Mac | undefined {
  const byLink = answersOf(kernel, netns);
  let answers = byLink.get(link.id);
  if (answers === undefined) {
    answers = new Map();
    byLink.set(link.id, answers);
  }
  const known = answers.get(ip);
  if (known !== undefined || answers.has(ip)) return known;
  const mac = ask(kernel, netns, link, ip);
  answers.set(ip, mac);
  return mac;
}

function ask(kernel: Kernel, netns: Netns, link: Link, ip: Ip): Mac | undefined {
  const entry = findNeighbour(netns, link.id, ip);
  if (entry?.state === 'PERMANENT') return entry.mac;
  if (link.kind === 'ipvlan' && link.mode !== 'l2') return link.mac;
  const mac = whoHas(kernel, link, ip);
  learnNeighbour(netns, {
    ip,
    link: link.id,
    ...(mac === undefined ? { state: 'FAILED' } : { mac, state: 'REACHABLE' }),
  });
  return mac;
}

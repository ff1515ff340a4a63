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
  const known = knownNeighbour(netns, link, ip);
  if (known !== undefined) return known.mac;
  const mac = whoHas(kernel, link, ip);
  learnNeighbour(netns, {
    ip,
    link: link.id,
    ...(mac === undefined ? { state: 'FAILED' } : { mac, state: 'REACHABLE' }),
  });
  return mac;
}

/** What needs no question: a permanent entry, and ipvlan L3, which resolves nothing. */
function knownNeighbour(netns: Netns, link: Link, ip: Ip): { readonly mac?: Mac } | undefined {
  const entry = findNeighbour(netns, link.id, ip);
  if (entry?.state === 'PERMANENT') return entry;
  return link.kind === 'ipvlan' && link.mode !== 'l2' ? link : undefined;
}

const supposed = derived((_: Kernel, _netns: Netns) => new Map<number, Map<Ip, Mac | undefined>>());

/** The MAC that `resolveNeighbour` would find, without anybody in the world hearing of the question. */
export function supposeNeighbour(kernel: Kernel, netns: Netns, link: Link, ip: Ip): Mac | undefined {
  const byLink = supposed(kernel, netns);
  let answers = byLink.get(link.id);
  if (answers === undefined) {
    answers = new Map();
    byLink.set(link.id, answers);
  }
  if (answers.has(ip)) return answers.get(ip);
  const known = knownNeighbour(netns, link, ip);
  const mac = known === undefined ? whoHas(kernel, link, ip, false) : known.mac;
  answers.set(ip, mac);
  return mac;
}

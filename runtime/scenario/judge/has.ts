import type { Property } from '../../../compiler/ir/claim.ts';
import { diagnose } from '../../../diagnostics/diagnostic.ts';
import { formatCidr, isDefault } from '../../address/cidr.ts';
import { formatIp } from '../../address/ip.ts';
import { formatMac } from '../../address/mac.ts';
import type { Link, Netns, Route } from '../../kernel/kernel.ts';
import { printRule } from '../../kernel/netfilter/print-rule.ts';
import type { TableName } from '../../kernel/netfilter/rule.ts';
import type { World } from '../../world.ts';
import { findParty, isUnknown, linksOf, type Party } from '../party.ts';
import type { Session } from '../session.ts';
import { plainFact } from './fact.ts';
import { type ClaimOf, failed, held, unjudgeable, type Verdict } from './verdict.ts';

/** What a namespace really has of the kind that a claim speaks of, and whether one of it is meant. */
interface Found {
  readonly holds: boolean;
  /** What there is instead. */
  readonly there: readonly string[];
}

/** `a has address ...`, `a has no route to ...`: read from the kernel's own tables. */
export function judgeHas(session: Session, claim: ClaimOf<'has'>): Verdict {
  const party = findParty(session.world, claim.who);
  if (isUnknown(party)) return unjudgeable(claim, party.unknown);
  const netns = party.netns === undefined ? undefined : session.world.kernel.namespaces.get(party.netns);
  const found = netns ? findProperty(session.world, party, netns, claim.what) : { holds: false, there: [] };
  const what = propertyText(claim.what);
  const fact = {
    ...plainFact(party.name, claim.holds ? 'yes' : 'no', found.holds ? 'yes' : 'no'),
    outcome: netns === undefined ? 'does not run' : `has ${found.there.join(', ') || 'nothing of the kind'}`,
  };
  if (found.holds === claim.holds) return held([fact]);
  const words = claim.holds ? 'has no' : 'has all the same:';
  return failed(diagnose('E2107', { who: party.name, what, found: words }, claim.origin), [fact]);
}

function findProperty(world: World, party: Party, netns: Netns, what: Property): Found {
  const links = linksOf(world, netns);
  switch (what.kind) {
    case 'address':
      return findAddress(party, links, what);
    case 'interface': {
      const there =
        what.network === undefined ? links.map(({ name }) => name) : networkLinks(party, links, what.network);
      return { holds: there.includes(what.name), there };
    }
    case 'route': {
      const there = netns.routes.map((route) => routeText(world, route));
      return { holds: netns.routes.some((route) => isRoute(world, route, what)), there };
    }
    case 'rule':
      return findRule(netns, what.table, what.text);
    case 'mtu': {
      const meant = inMind(links, what.interface);
      return {
        holds: meant.some(({ mtu }) => mtu === what.mtu),
        there: meant.map(({ name, mtu }) => `${mtu} on ${name}`),
      };
    }
    case 'mac': {
      const meant = inMind(links, what.interface);
      const there = meant.map(({ name, mac }) => `${formatMac(mac)} on ${name}`);
      return { holds: meant.some(({ mac }) => formatMac(mac) === what.mac.toLowerCase()), there };
    }
    case 'listener': {
      const sockets = [...netns.sockets.values()];
      return {
        holds: sockets.some(({ port, transport }) => port === what.port && transport === what.protocol),
        there: sockets.map(({ port, transport }) => `${port}/${transport}`),
      };
    }
    case 'only-loopback':
      return { holds: links.every(({ kind }) => kind === 'loopback'), there: links.map(({ name }) => name) };
    default:
      return what satisfies never;
  }
}

/** The interface that is named, or every one but loopback. */
const inMind = (links: readonly Link[], name: string | undefined): readonly Link[] =>
  links.filter((link) => (name === undefined ? link.kind !== 'loopback' : link.name === name));

function findAddress(
  party: Party,
  links: readonly Link[],
  what: Extract<Property, { kind: 'address' }>,
): Found {
  const [address, length] = what.address?.split('/') ?? [];
  const names = what.network === undefined ? undefined : networkLinks(party, links, what.network);
  const meant = inMind(links, what.interface).filter(
    ({ name }) => names === undefined || names.includes(name),
  );
  const all = (what.interface === undefined && names === undefined ? links : meant).flatMap((link) =>
    link.addresses.map((own) => ({ ...own, name: link.name })),
  );
  return {
    holds: all.some(
      (own) =>
        (address === undefined || formatIp(own.ip) === address) &&
        (length === undefined || `${own.length}` === length),
    ),
    there: all.map((own) => `${formatIp(own.ip)}/${own.length} on ${own.name}`),
  };
}

/** The container's interfaces on a Docker network: those with the address of its endpoint there. */
function networkLinks({ container }: Party, links: readonly Link[], network: string): readonly string[] {
  const endpoint = container?.networks.get(network);
  if (endpoint === undefined) return [];
  const own = [endpoint.ipAddress, endpoint.globalIpv6Address];
  return links
    .filter(({ addresses }) => addresses.some(({ ip }) => own.includes(formatIp(ip))))
    .map(({ name }) => name);
}

function isRoute(world: World, route: Route, what: Extract<Property, { kind: 'route' }>): boolean {
  const to = isDefault(route.destination)
    ? ['default', formatCidr(route.destination)]
    : destinationTexts(route);
  const dev = route.link === undefined ? undefined : world.kernel.links.get(route.link)?.name;
  return (
    to.includes(what.to) &&
    (what.via === undefined || (route.via !== undefined && formatIp(route.via) === what.via)) &&
    (what.dev === undefined || dev === what.dev)
  );
}

const destinationTexts = ({ destination }: Route): readonly string[] => [
  formatCidr(destination),
  formatIp(destination.base),
];

function routeText(world: World, route: Route): string {
  const to = isDefault(route.destination) ? 'default' : formatCidr(route.destination);
  const via = route.via === undefined ? '' : ` via ${formatIp(route.via)}`;
  const dev = route.link === undefined ? '' : ` dev ${world.kernel.links.get(route.link)?.name}`;
  return `${to}${via}${dev}`;
}

const MOST_RULES = 8;

/** A rule as iptables-save prints it contains the text; blanks count as one. */
function findRule(netns: Netns, table: string, text: string): Found {
  const wanted = squeeze(text);
  const rules = [netns.ipv4, netns.ipv6].flatMap((ruleset) =>
    [...(ruleset.tables.get(table as TableName)?.chains.values() ?? [])].flatMap((chain) =>
      chain.rules.map((rule) => squeeze(`-A ${chain.name} ${printRule(rule)}`)),
    ),
  );
  const chain = /^-A (\S+)/.exec(wanted)?.[1];
  const near = chain === undefined ? rules : rules.filter((rule) => rule.startsWith(`-A ${chain} `));
  return { holds: rules.some((rule) => rule.includes(wanted)), there: near.slice(0, MOST_RULES) };
}

const squeeze = (text: string): string => text.trim().replace(/\s+/g, ' ');

const on = (place: string | undefined): string => (place === undefined ? '' : ` on ${place}`);

function propertyText(what: Property): string {
  switch (what.kind) {
    case 'address':
      return `${what.address ? `address ${what.address}` : 'an address'}${on(what.network)}${on(what.interface)}`;
    case 'interface':
      return `interface ${what.name}${on(what.network)}`;
    case 'route':
      return `route to ${what.to}${what.via ? ` via ${what.via}` : ''}${what.dev ? ` dev ${what.dev}` : ''}`;
    case 'rule':
      return `${what.table} rule ${what.text}`;
    case 'mtu':
      return `mtu ${what.mtu}`;
    case 'mac':
      return `mac ${what.mac}`;
    case 'listener':
      return `a listener on ${what.port}/${what.protocol}`;
    case 'only-loopback':
      return 'only loopback';
    default:
      return what satisfies never;
  }
}

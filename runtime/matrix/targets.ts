import type { PlannedService } from '../../compiler/ir/compose-plan.ts';
import type { Span } from '../../diagnostics/span.ts';
import { formatIp, type Ip, parseIp } from '../address/ip.ts';
import type { PortBinding } from '../docker-api/container.ts';
import { listenersOf, type Party } from '../scenario/party.ts';
import { type Deployed, sharedService } from './deploy.ts';
import { partyOf } from './parties.ts';

/** A column of the matrix: a port that a service listens on. */
export interface Target {
  readonly service: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** Where on the host it is published. */
  readonly published: readonly Published[];
  readonly party: Party;
  readonly addresses: readonly OwnAddress[];
  readonly origin: Span;
}

export interface OwnAddress {
  readonly ip: Ip;
  /** The id of the network that the address is on; absent for one of the host's. */
  readonly network?: string;
}

export interface Published {
  /** Empty: every address of the host. */
  readonly ip: string;
  readonly port: number;
}

/** `db:5432`, `dns:53/udp`. */
export const targetName = ({
  service,
  port,
  protocol,
}: Pick<Target, 'service' | 'port' | 'protocol'>): string =>
  `${service}:${port}${protocol === 'tcp' ? '' : `/${protocol}`}`;

/** Every port of every service that runs, by service and number. */
export const targetsOf = (deployed: Deployed): readonly Target[] =>
  deployed.plan.services.flatMap((service) => {
    const party = partyOf(deployed, service);
    return party === undefined ? [] : portsOf(deployed, service, party);
  });

/** What it listens on, and what it publishes though nobody listens there. */
function portsOf({ world, plan }: Deployed, service: PlannedService, party: Party): readonly Target[] {
  const ports = new Map<string, Target>();
  const publisher = ownerOf({ world, plan }, service) ?? party;
  const addresses = party.addresses.map((ip) => ownAddress(publisher, ip));
  const add = (port: number, protocol: string) => {
    if (protocol !== 'tcp' && protocol !== 'udp') return;
    const published = publishedAt(publisher, `${port}/${protocol}`);
    const { origin, name } = service;
    ports.set(`${port}/${protocol}`, { service: name, port, protocol, published, party, addresses, origin });
  };
  for (const { port, transport } of listenersOf(world, party)) add(port, transport);
  for (const [key, bindings] of Object.entries(party.container?.ports ?? {})) {
    const [port, protocol = 'tcp'] = key.split('/');
    if (bindings !== null && bindings.length > 0 && !ports.has(key) && !takenBySharers(key))
      add(Number(port), protocol);
  }
  return [...ports.values()].sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1));

  function takenBySharers(key: string): boolean {
    const sharers = plan.services.filter((other) => sharedService(plan, other) === service);
    const parties = sharers.flatMap((sharer) => partyOf({ plan, world }, sharer) ?? []);
    return parties.some((sharer) =>
      listenersOf(world, sharer).some(({ port, transport }) => `${port}/${transport}` === key),
    );
  }
}

function ownAddress({ container }: Party, ip: Ip): OwnAddress {
  const text = formatIp(ip);
  const joined = [...(container?.networks.values() ?? [])].find(
    ({ ipAddress, globalIpv6Address }) => ipAddress === text || globalIpv6Address === text,
  );
  return joined === undefined || joined.networkId === '' ? { ip } : { ip, network: joined.networkId };
}

/** The container whose namespace a service shares is the one that publishes. */
function ownerOf(deployed: Pick<Deployed, 'plan' | 'world'>, service: PlannedService): Party | undefined {
  const shared = sharedService(deployed.plan, service);
  return shared && (ownerOf(deployed, shared) ?? partyOf(deployed, shared));
}

function publishedAt({ container }: Party, port: string): readonly Published[] {
  const bindings: readonly PortBinding[] = container?.ports[port] ?? [];
  const all = bindings.map(({ HostIp, HostPort }) => ({
    ip: isAny(HostIp) ? '' : HostIp,
    port: Number(HostPort),
  }));
  return [...new Map(all.map((published) => [`${published.ip}:${published.port}`, published])).values()];
}

const isAny = (ip: string): boolean => ip === '' || ip === '0.0.0.0' || ip === '::';

/** The host's addresses at which a port is published, as somebody else, or the host itself, would ask. */
export function doorsOfHost({ ip }: Published, host: Party, own: boolean): readonly Ip[] {
  const loopback = own ? [parseIp('127.0.0.1')!] : [];
  if (ip === '') return [...host.addresses.filter((address) => typeof address === 'number'), ...loopback];
  const bound = parseIp(ip);
  return bound === undefined ? [] : [bound];
}

/** `192.168.1.31:8080` */
export const doorText = (ip: Ip, port: number): string =>
  typeof ip === 'bigint' ? `[${formatIp(ip)}]:${port}` : `${formatIp(ip)}:${port}`;

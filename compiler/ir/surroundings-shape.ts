import { flag, list, map, number, optional, record, type Shape, type ShapeOf, text, word } from './shape.ts';
import { span } from './span-shape.ts';
import type {
  Client,
  DnsServer,
  Host,
  Image,
  Interface,
  JsonValue,
  Listener,
  Segment,
  Surroundings,
} from './surroundings.ts';

export const json: ShapeOf<JsonValue> = { kind: 'json' } satisfies Shape;

export const listener = record<Listener>({
  port: number,
  protocol: word('tcp', 'udp', 'sctp'),
  address: optional(text),
  name: optional(text),
  origin: optional(span),
});

const dnsServer = record<DnsServer>({
  address: text,
  records: list(record({ name: text, type: word('A', 'AAAA', 'CNAME', 'PTR', 'TXT'), data: text })),
  otherwise: word('NXDOMAIN', 'REFUSED', 'SERVFAIL', 'silent'),
});

const segment = record<Segment>({
  name: text,
  subnet: text,
  gateway: optional(text),
  uplink: flag,
  dns: optional(dnsServer),
  origin: optional(span),
});

const networkInterface = record<Interface>({
  name: text,
  segment: text,
  addresses: list(text),
  mac: optional(text),
  mtu: optional(number),
  index: optional(number),
});

const machine = {
  name: text,
  interfaces: list(networkInterface),
  routes: list(record<Host['routes'][number]>({ to: text, via: optional(text), dev: optional(text) })),
  processes: list(listener),
  resolvConf: optional(text),
  hostsFile: optional(text),
  sysctls: map(text),
  firewall: list(record<Host['firewall'][number]>({ command: text, origin: span })),
  origin: optional(span),
};

const host = record<Host>({
  kind: word('host'),
  ...machine,
  platform: word('linux', 'desktop'),
  engine: optional(text),
  daemon: map(json),
  features: map(flag),
  swarmRole: optional(word('manager', 'worker')),
  daemonOrigin: optional(span),
});

const client = record<Client>({ kind: word('client'), ...machine });

const image = record<Image>({
  name: text,
  listen: list(listener),
  expose: list(text),
  origin: optional(span),
});

export const surroundings = record<Surroundings>({
  segments: list(segment),
  hosts: list(host),
  clients: list(client),
  images: list(image),
  seed: optional(number),
});

export const place = record<{ readonly host: string; readonly container?: string }>({
  host: text,
  container: optional(text),
});

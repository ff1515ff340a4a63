import { type Attribute, type AttributeTable, flag, list, one, rest } from './attribute.ts';
import * as kinds from './value-kind.ts';

/** How the value of a key stands in daemon.json. */
export type JsonForm = 'text' | 'number' | 'flag' | 'texts' | 'pools';

interface DaemonKey {
  readonly json: JsonForm;
  readonly attribute: Attribute;
}

const text = (value: kinds.ValueKind, doc: string): DaemonKey => ({
  json: 'text',
  attribute: one(value, doc),
});
const flags = (doc: string): DaemonKey => ({ json: 'flag', attribute: flag(doc) });
const texts = (value: kinds.ValueKind, doc: string): DaemonKey => ({
  json: 'texts',
  attribute: list(value, doc),
});

/** The keys of daemon.json that are about networks (moby daemon/config/config.go). A new one is one line. */
const KEYS: { readonly [key: string]: DaemonKey } = {
  bip: text(kinds.cidr, 'The address and prefix length of the default bridge.'),
  bridge: text(kinds.name, 'Another device as default bridge, or `none`.'),
  'default-address-pools': {
    json: 'pools',
    attribute: rest(kinds.pool, 'The blocks that subnets are cut from: `10.10.0.0/16 size 24`.', {
      repeats: true,
    }),
  },
  'default-gateway': text(kinds.address, 'The default route of containers on the default bridge.'),
  'default-gateway-v6': text(kinds.address, 'The same for IPv6.'),
  dns: texts(kinds.address, 'The name servers of containers.'),
  'dns-opts': texts(kinds.name, 'Options of resolv.conf.'),
  'dns-search': texts(kinds.name, 'Search domains.'),
  experimental: flags('Experimental features.'),
  'fixed-cidr': text(kinds.cidr, 'The part of the default bridge that addresses are taken from.'),
  'fixed-cidr-v6': text(kinds.cidr, 'The subnet of IPv6 on the default bridge.'),
  'host-gateway-ip': text(kinds.address, 'What `host-gateway` stands for.'),
  icc: flags('Whether containers on the default bridge may talk to each other.'),
  ip: text(kinds.address, 'The host address of published ports that name none.'),
  'ip-forward': flags('Whether the engine switches forwarding on.'),
  'ip-masq': flags('Whether the default bridge is masqueraded.'),
  ip6tables: flags('Whether the engine writes rules of IPv6.'),
  iptables: flags('Whether the engine writes rules.'),
  ipv6: flags('IPv6 on the default bridge.'),
  'live-restore': flags('Containers keep running while the engine is down.'),
  mtu: { json: 'number', attribute: one(kinds.wholeNumber, 'The MTU of the default bridge.') },
  'userland-proxy': flags('Whether a proxy process serves loopback and hairpin traffic.'),
};

export const daemonAttributes: AttributeTable = Object.fromEntries(
  Object.entries(KEYS).map(([key, { attribute }]) => [key, attribute]),
);

export const jsonFormOf = (key: string): JsonForm => KEYS[key]!.json;

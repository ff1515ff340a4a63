import type { ValueKind } from './value-kind.ts';
import * as kinds from './value-kind.ts';

/** A key of daemon.json that is about networks, and how its value stands in JSON. */
export interface DaemonKey {
  readonly value: ValueKind;
  readonly json: 'text' | 'number' | 'flag' | 'texts' | 'pools';
}

const text = (value: ValueKind): DaemonKey => ({ value, json: 'text' });
const flag: DaemonKey = { value: kinds.flag, json: 'flag' };
const texts = (value: ValueKind): DaemonKey => ({ value, json: 'texts' });

/** moby daemon/config/config.go */
export const DAEMON_KEYS: { readonly [key: string]: DaemonKey } = {
  bip: text(kinds.cidr),
  bridge: text(kinds.name),
  'default-address-pools': { value: kinds.anything, json: 'pools' },
  'default-gateway': text(kinds.address),
  'default-gateway-v6': text(kinds.address),
  dns: texts(kinds.address),
  'dns-opts': texts(kinds.name),
  'dns-search': texts(kinds.name),
  experimental: flag,
  'fixed-cidr': text(kinds.cidr),
  'fixed-cidr-v6': text(kinds.cidr),
  'host-gateway-ip': text(kinds.address),
  icc: flag,
  ip: text(kinds.address),
  'ip-forward': flag,
  'ip-masq': flag,
  ip6tables: flag,
  iptables: flag,
  ipv6: flag,
  'live-restore': flag,
  mtu: { value: kinds.wholeNumber, json: 'number' },
  'userland-proxy': flag,
};

import { type Ip, parseIp } from '../../../../address/ip.ts';
import type { StringMap } from '../../../../docker-api/network.ts';
import { done, invalid, type Result } from '../../result.ts';
import { deviceOf } from '../device-names.ts';
import { type GoValue, parseBool, parseInteger } from '../go-values.ts';
import type { BridgeOptions } from './bridge-network.ts';

const ANY_IPV4 = 0;

/** What one label's value means. */
type Reader = (text: string) => GoValue<Partial<BridgeOptions>>;

const read =
  <K extends keyof BridgeOptions>(
    key: K,
    parse: (text: string) => GoValue<NonNullable<BridgeOptions[K]>>,
  ): Reader =>
  (text) => {
    const parsed = parse(text);
    return parsed.ok ? { ok: true, value: { [key]: parsed.value } } : parsed;
  };

const asItIs = (text: string): GoValue<string> => ({ ok: true, value: text });

function parseAddress(text: string): GoValue<Ip> {
  const ip = parseIp(text);
  return ip === undefined ? { ok: false, error: 'nil ip' } : { ok: true, value: ip };
}

/** The labels that the driver knows; it ignores the others. A new one is a line here. */
const READERS: { readonly [label: string]: Reader } = {
  'com.docker.network.bridge.name': read('name', asItIs),
  'com.docker.network.bridge.default_bridge': read('isDefault', parseBool),
  'com.docker.network.bridge.enable_ip_masquerade': read('masquerade', parseBool),
  'com.docker.network.bridge.enable_icc': read('icc', parseBool),
  'com.docker.network.bridge.inhibit_ipv4': read('inhibitIpv4', parseBool),
  'com.docker.network.bridge.host_binding_ipv4': read('hostBinding', parseAddress),
  'com.docker.network.driver.mtu': read('mtu', parseInteger),
  'com.docker.network.host_ipv4': read('hostIpv4', parseAddress),
  'com.docker.network.host_ipv6': read('hostIpv6', parseAddress),
  'com.docker.network.container_iface_prefix': read('interfacePrefix', asItIs),
};

/** What the labels of a bridge network ask for; a value that cannot be read is refused. */
export function bridgeOptions(network: {
  readonly id: string;
  readonly options: StringMap;
}): Result<BridgeOptions> {
  const device = deviceOf('br', network);
  let options: BridgeOptions = {
    name: device,
    isDefault: false,
    masquerade: true,
    icc: true,
    inhibitIpv4: false,
    mtu: 0,
    hostBinding: ANY_IPV4,
    interfacePrefix: 'eth',
  };
  for (const [label, text] of Object.entries(network.options)) {
    const value = READERS[label]?.(text);
    if (value?.ok === false) return invalid(`failed to parse ${label} value: ${text} (${value.error})`);
    options = { ...options, ...value?.value };
  }
  if (options.mtu < 0) return invalid(`invalid MTU number: ${options.mtu}`);
  return done({ ...options, name: options.name || device });
}

import { parseIp } from '../address/ip.ts';
import { type ClientResult, complain, ok } from './result.ts';

/** One `--network`, in its short form (a name) or its long one (`name=n1,alias=a,ip=10.0.0.2`). */
export interface NetworkOption {
  readonly target: string;
  readonly aliases: readonly string[];
  readonly links: readonly string[];
  readonly ip: string;
  readonly ip6: string;
  readonly linkLocalIps: readonly string[];
  readonly mac: string;
  readonly driverOptions: { readonly [key: string]: string };
  readonly gwPriority: number;
}

export const networkOption = (target: string): NetworkOption => ({
  target,
  aliases: [],
  links: [],
  ip: '',
  ip6: '',
  linkLocalIps: [],
  mac: '',
  driverOptions: {},
  gwPriority: 0,
});

type Setter = (option: NetworkOption, value: string) => NetworkOption | string;

const address =
  (key: 'ip' | 'ip6'): Setter =>
  (option, value) =>
    parseIp(value) === undefined
      ? `invalid ${key === 'ip' ? 'IPv4' : 'IPv6'} address: ${value}`
      : { ...option, [key]: value };

/** The fields of the long form (docker/cli opts/network.go). */
const FIELDS: { readonly [field: string]: Setter } = {
  name: (option, target) => ({ ...option, target }),
  alias: (option, value) => ({ ...option, aliases: [...option.aliases, value] }),
  ip: address('ip'),
  ip6: address('ip6'),
  'mac-address': (option, mac) => (isMac(mac) ? { ...option, mac } : `${mac} is not a valid mac address`),
  'link-local-ip': (option, value) => ({ ...option, linkLocalIps: [...option.linkLocalIps, value] }),
  'driver-opt': (option, value) => {
    const [key = '', ...rest] = value.split('=');
    return rest.length === 0
      ? 'invalid key value pair format in driver options'
      : {
          ...option,
          driverOptions: { ...option.driverOptions, [key.trim().toLowerCase()]: rest.join('=').trim() },
        };
  },
  'gw-priority': (option, value) =>
    /^-?\d+$/.test(value)
      ? { ...option, gwPriority: Number(value) }
      : `invalid gw-priority: strconv.Atoi: parsing "${value}": invalid syntax`,
};

/** Six or eight bytes in hex, as Go's net.ParseMAC takes them. */
export const isMac = (text: string): boolean =>
  /^([0-9a-f]{2}[:-]){5}([0-9a-f]{2})$/i.test(text) || /^([0-9a-f]{4}\.){2}[0-9a-f]{4}$/i.test(text);

export function parseNetworkOption(text: string): ClientResult<NetworkOption> {
  if (!/(^|,)[^,]*=/.test(text)) return ok(networkOption(text));
  let option = networkOption('');
  for (const field of text.split(',')) {
    const at = field.indexOf('=');
    if (at < 0) return complain(`invalid field ${field}`);
    const [key, value] = [field.slice(0, at).trim().toLowerCase(), field.slice(at + 1).trim()];
    const setter = FIELDS[key];
    if (setter === undefined) return complain(`invalid field key ${key}`);
    const set = setter(option, value);
    if (typeof set === 'string') return complain(set);
    option = set;
  }
  return option.target === '' ? complain('network name/id is not specified') : ok(option);
}

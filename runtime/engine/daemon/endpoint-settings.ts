import { type Cidr, contains } from '../../address/cidr.ts';
import { type Ip, isUnspecified, parseIp, parseIpv4, parseIpv6 } from '../../address/ip.ts';
import { parseMac } from '../../address/mac.ts';
import type { EndpointRequest } from '../../docker-api/network.ts';
import type { Subnet } from '../libnetwork/network.ts';
import type { DaemonTraits } from '../versions/daemon-traits.ts';
import { isUserDefined } from './network-mode.ts';

/** A subnet of a network, as the checks of an attachment see it. */
type KnownSubnet = Pick<Subnet, 'block' | 'configured'>;

const IP_ON_PREDEFINED = 'user specified IP address is supported on user defined networks only';
const ALIAS_ON_PREDEFINED = 'network-scoped alias is supported only for containers in user defined networks';
const IP_WITHOUT_SUBNET =
  'user specified IP address is supported only when connecting to networks with user configured subnets';

/**
 * What is wrong with the options of an attachment to the network called `name`; undefined when nothing is.
 * `subnets` is undefined when the network does not exist yet.
 */
export function endpointFault(
  name: string,
  subnets: readonly KnownSubnet[] | undefined,
  request: EndpointRequest,
  traits: DaemonTraits,
): string | undefined {
  const predefined = predefinedFaults(name, request);
  if (traits.endpointFaults === 'first') return predefined[0] ?? firstAddressFault(subnets, request);
  if (request.MacAddress && parseMac(request.MacAddress) === undefined)
    return `invalid MAC address ${request.MacAddress}`;
  const faults = [
    ...predefined,
    ...addressFaults(request),
    ...(subnets ? rangeFaults(subnets, request) : []),
  ];
  return faults.length === 0 ? undefined : `invalid endpoint settings:\n${joinFaults(faults)}`;
}

/** One fault stands alone, several are a list (moby internal/multierror). */
export const joinFaults = (faults: readonly string[]): string =>
  faults.length === 1 ? faults[0]! : faults.map((fault) => `* ${fault}`).join('\n');

/** The engine's own networks know neither static addresses nor aliases. */
function predefinedFaults(name: string, { IPAMConfig, Aliases }: EndpointRequest): string[] {
  if (isUserDefined(name)) return [];
  const faults: string[] = [];
  if (IPAMConfig?.IPv4Address || IPAMConfig?.IPv6Address) faults.push(IP_ON_PREDEFINED);
  if (Aliases && Aliases.length > 0) faults.push(ALIAS_ON_PREDEFINED);
  return faults;
}

/** Addresses that are none. */
export function addressFaults({ IPAMConfig }: EndpointRequest): string[] {
  const faults: string[] = [];
  const check = (text: string | undefined, parse: (text: string) => Ip | undefined, what: string): void => {
    if (!text) return;
    const ip = parse(text);
    if (ip === undefined || isUnspecified(ip)) faults.push(`invalid ${what} address: ${text}`);
  };
  check(IPAMConfig?.IPv4Address, parseIpv4, 'IPv4');
  check(IPAMConfig?.IPv6Address, parseIpv6, 'IPv6');
  for (const address of IPAMConfig?.LinkLocalIPs ?? []) check(address, parseIp, 'link-local IP');
  return faults;
}

function rangeFaults(subnets: readonly KnownSubnet[], { IPAMConfig }: EndpointRequest): string[] {
  return [
    rangeFault(subnets, 4, IPAMConfig?.IPv4Address),
    rangeFault(subnets, 6, IPAMConfig?.IPv6Address),
  ].filter((fault) => fault !== undefined);
}

function rangeFault(
  all: readonly KnownSubnet[],
  family: 4 | 6,
  address: string | undefined,
): string | undefined {
  if (!address) return undefined;
  const subnets = all.filter(({ block, configured }) => configured && familyOfBlock(block) === family);
  const ip = parseIp(address);
  if (ip !== undefined && subnets.some(({ block }) => contains(block, ip))) return undefined;
  return subnets.length > 0
    ? `no configured subnet or ip-range contain the IP address ${address}`
    : IP_WITHOUT_SUBNET;
}

const familyOfBlock = (block: Cidr): 4 | 6 => (typeof block.base === 'number' ? 4 : 6);

/** Before 25.0: whether the network has a subnet of its own at all, then whether the text is an address. */
function firstAddressFault(
  subnets: readonly KnownSubnet[] | undefined,
  { IPAMConfig }: EndpointRequest,
): string | undefined {
  for (const [family, address, what] of [
    [4, IPAMConfig?.IPv4Address, 'IPv4'],
    [6, IPAMConfig?.IPv6Address, 'IPv6'],
  ] as const) {
    if (!address) continue;
    const configured = subnets?.some((s) => s.configured && familyOfBlock(s.block) === family);
    if (subnets !== undefined && !configured) return IP_WITHOUT_SUBNET;
    if (parseIp(address) === undefined) return `Invalid ${what} address: ${address})`;
  }
  return undefined;
}

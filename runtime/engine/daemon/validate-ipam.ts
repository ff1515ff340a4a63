import { type Cidr, contains, formatCidr, overlaps, parseCidr } from '../../address/cidr.ts';
import { parseIp } from '../../address/ip.ts';
import type { IpamConfig } from '../../docker-api/network.ts';
import { joinFaults } from './endpoint-settings.ts';

/**
 * Everything that is wrong with a network's subnets by themselves, under one heading (moby
 * api/types/network/ipam.go). Undefined when nothing is.
 */
export function ipamFault(subnets: readonly IpamConfig[], ipv6: boolean): string | undefined {
  const faults = subnets.flatMap((subnet) => subnetFaults(subnet, ipv6));
  return faults.length === 0 ? undefined : `invalid network config:\n${joinFaults(faults)}`;
}

const isBlock = (text: string): boolean => text.includes('/') && parseCidr(text) !== undefined;
const familyName = (block: Cidr): string => (typeof block.base === 'number' ? 'IPv4' : 'IPv6');

function subnetFaults(config: IpamConfig, ipv6: boolean): string[] {
  const text = config.Subnet ?? '';
  if (!isBlock(text)) return [`invalid subnet ${text}: invalid CIDR block notation`];
  const subnet = parseCidr(text)!;
  if (!ipv6 && typeof subnet.base === 'bigint') return [];
  const faults: string[] = [];
  if (hasHostBits(text)) faults.push(`invalid subnet ${text}: it should be ${formatCidr(subnet)}`);
  if (config.IPRange) faults.push(...rangeFaults(config.IPRange, subnet, text));
  if (config.Gateway) {
    const fault = addressFault(config.Gateway, subnet, text);
    if (fault) faults.push(`invalid gateway ${config.Gateway}: ${fault}`);
  }
  for (const [name, address] of Object.entries(config.AuxiliaryAddresses ?? {})) {
    const fault = addressFault(address, subnet, text);
    if (fault) faults.push(`invalid auxiliary address ${name}: ${fault}`);
  }
  return faults;
}

const hasHostBits = (text: string): boolean =>
  parseCidr(text)!.base !== parseIp(text.slice(0, text.indexOf('/')));

function rangeFaults(text: string, subnet: Cidr, subnetText: string): string[] {
  if (!isBlock(text)) return [`invalid ip-range ${text}: invalid CIDR block notation`];
  const range = parseCidr(text)!;
  if (typeof range.base !== typeof subnet.base)
    return [`invalid ip-range ${text}: parent subnet is an ${familyName(subnet)} block`];
  const faults: string[] = [];
  if (range.length < subnet.length)
    faults.push(`invalid ip-range ${text}: CIDR block is bigger than its parent subnet ${subnetText}`);
  if (hasHostBits(text)) faults.push(`invalid ip-range ${text}: it should be ${formatCidr(range)}`);
  if (!overlaps(subnet, range))
    faults.push(`invalid ip-range ${text}: parent subnet ${subnetText} doesn't contain ip-range`);
  return faults;
}

function addressFault(text: string, subnet: Cidr, subnetText: string): string | undefined {
  const ip = parseIp(text);
  if (ip === undefined) return 'invalid address';
  if (typeof ip !== typeof subnet.base) return `parent subnet is an ${familyName(subnet)} block`;
  return contains(subnet, ip) ? undefined : `parent subnet ${subnetText} doesn't contain this address`;
}

import { type Cidr, contains, overlaps, parseCidr } from '../address/cidr.ts';
import { parseIp } from '../address/ip.ts';
import type { IpamConfig } from '../docker-api/network.ts';
import { type ClientResult, complain, ok } from './result.ts';

/** `--subnet`, `--ip-range`, `--gateway` and `--aux-address` as typed. */
export interface IpamOptions {
  readonly subnets: readonly string[];
  readonly ranges: readonly string[];
  readonly gateways: readonly string[];
  readonly auxiliary: ReadonlyMap<string, string>;
}

interface Pool {
  readonly subnet: string;
  readonly block: Cidr | undefined;
  range?: string;
  gateway?: string;
  readonly auxiliary: { [name: string]: string };
}

/** The pool whose subnet holds an address or a block's first address; the client asks no more than that. */
function poolOf(pools: readonly Pool[], text: string): Pool | undefined {
  const ip = parseIp(text.split('/')[0]!);
  return ip === undefined
    ? undefined
    : pools.find((pool) => pool.block !== undefined && contains(pool.block, ip));
}

/** Which range, gateway and reserved address belongs to which subnet (docker/cli cli/command/network/create.go). */
export function ipamConfigs(options: IpamOptions): ClientResult<readonly IpamConfig[]> {
  if (options.subnets.length < options.ranges.length || options.subnets.length < options.gateways.length)
    return complain('every ip-range or gateway must have a corresponding subnet');
  const pools: Pool[] = [];
  for (const subnet of options.subnets) {
    const block = parseCidr(subnet);
    if (
      block !== undefined &&
      subnet.includes('/') &&
      pools.some((pool) => pool.block !== undefined && overlaps(pool.block, block))
    )
      return complain('multiple overlapping subnet configuration is not supported');
    pools.push({ subnet, block, auxiliary: {} });
  }
  for (const range of options.ranges) {
    if (parseCidr(range) === undefined || !range.includes('/'))
      return complain(`invalid CIDR address: ${range}`);
    const pool = poolOf(pools, range);
    if (pool === undefined) return complain(`no matching subnet for range ${range}`);
    if (pool.range !== undefined)
      return complain(
        `cannot configure multiple ranges (${range}, ${pool.range}) on the same subnet (${pool.subnet})`,
      );
    pool.range = range;
  }
  for (const gateway of options.gateways) {
    const pool = poolOf(pools, gateway);
    if (pool === undefined) return complain(`no matching subnet for gateway ${gateway}`);
    if (pool.gateway !== undefined)
      return complain(
        `cannot configure multiple gateways (${gateway}, ${pool.gateway}) for the same subnet (${pool.subnet})`,
      );
    pool.gateway = gateway;
  }
  for (const [name, address] of options.auxiliary) {
    const pool = poolOf(pools, address);
    if (pool === undefined) return complain(`no matching subnet for aux-address ${address}`);
    pool.auxiliary[name] = address;
  }
  return ok(pools.map(configOf));
}

const configOf = ({ subnet, range, gateway, auxiliary }: Pool): IpamConfig => ({
  Subnet: subnet,
  ...(range === undefined ? {} : { IPRange: range }),
  ...(gateway === undefined ? {} : { Gateway: gateway }),
  ...(Object.keys(auxiliary).length === 0 ? {} : { AuxiliaryAddresses: auxiliary }),
});

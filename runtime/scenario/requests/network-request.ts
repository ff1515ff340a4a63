import type { NetworkSpec, SubnetSpec } from '../../../compiler/ir/action.ts';
import { contains, overlaps, parseCidr } from '../../address/cidr.ts';
import { parseIp } from '../../address/ip.ts';
import type { IpamConfig, NetworkCreateRequest } from '../../docker-api/network.ts';
import { type ClientResult, complain, ok } from '../../docker-client/result.ts';

/** What `docker network create` of client 28 asks of the engine for such a network. */
export function networkRequest(spec: NetworkSpec): ClientResult<NetworkCreateRequest> {
  const wrong = checkSubnets(spec.subnets);
  if (wrong !== undefined) return complain(wrong);
  return ok({
    Name: spec.name,
    Driver: spec.driver ?? 'bridge',
    Scope: spec.scope ?? '',
    IPAM: { Driver: spec.ipamDriver ?? 'default', Options: {}, Config: spec.subnets.map(ipamConfigOf) },
    Internal: spec.internal,
    Attachable: spec.attachable,
    Ingress: spec.ingress ?? false,
    ...(spec.ipv6 && { EnableIPv6: true }),
    ConfigOnly: false,
    Options: spec.options,
    Labels: spec.labels,
  });
}

const ipamConfigOf = (subnet: SubnetSpec): IpamConfig => ({
  ...(subnet.subnet !== undefined && { Subnet: subnet.subnet }),
  ...(subnet.ipRange !== undefined && { IPRange: subnet.ipRange }),
  ...(subnet.gateway !== undefined && { Gateway: subnet.gateway }),
  ...(Object.keys(subnet.auxAddresses).length > 0 && { AuxiliaryAddresses: subnet.auxAddresses }),
});

/** The checks of the client itself (docker/cli network/create.go createIPAMConfig). */
function checkSubnets(subnets: readonly SubnetSpec[]): string | undefined {
  const blocks = subnets.flatMap(({ subnet }) => (subnet === undefined ? [] : (parseCidr(subnet) ?? [])));
  const ranges = subnets.filter(({ ipRange, gateway }) => ipRange !== undefined || gateway !== undefined);
  if (ranges.some(({ subnet }) => subnet === undefined) && blocks.length < ranges.length)
    return 'every ip-range or gateway must have a corresponding subnet';
  if (blocks.some((a, i) => blocks.some((b, j) => j > i && overlaps(a, b))))
    return 'multiple overlapping subnet configuration is not supported';
  for (const { subnet, ipRange, gateway } of subnets) {
    const block = parseCidr(subnet ?? '');
    const range = ipRange === undefined ? undefined : parseCidr(ipRange);
    const address = gateway === undefined ? undefined : parseIp(gateway);
    if (block && range && !contains(block, range.base)) return `no matching subnet for range ${ipRange}`;
    if (block && address !== undefined && !contains(block, address))
      return `no matching subnet for gateway ${gateway}`;
  }
  return undefined;
}

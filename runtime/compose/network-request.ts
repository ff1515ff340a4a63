import type { PlannedNetwork } from '../../compiler/ir/compose-plan.ts';
import type { IpamConfig, NetworkCreateRequest, StringMap } from '../docker-api/network.ts';

/** What `up` asks of the engine for a network. It checks nothing itself, as the docker client would. */
export function networkRequest({ spec }: PlannedNetwork, labels: StringMap): NetworkCreateRequest {
  const configs: readonly IpamConfig[] = spec.subnets.map((pool) => ({
    ...(pool.subnet !== undefined && { Subnet: pool.subnet }),
    ...(pool.ipRange !== undefined && { IPRange: pool.ipRange }),
    ...(pool.gateway !== undefined && { Gateway: pool.gateway }),
    ...(Object.keys(pool.auxAddresses).length > 0 && { AuxiliaryAddresses: pool.auxAddresses }),
  }));
  const ipam = configs.length > 0 || spec.ipamDriver !== undefined;
  return {
    Name: spec.name,
    ...(spec.driver !== undefined && { Driver: spec.driver }),
    ...(ipam && { IPAM: { Driver: spec.ipamDriver ?? 'default', Config: configs } }),
    Internal: spec.internal,
    Attachable: spec.attachable,
    ...(spec.ipv6 && { EnableIPv6: true }),
    Options: spec.options,
    Labels: labels,
  };
}

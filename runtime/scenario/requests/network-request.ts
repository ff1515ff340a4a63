import type { NetworkSpec } from '../../../compiler/ir/action.ts';
import type { NetworkCreateRequest } from '../../docker-api/network.ts';
import { ipamConfigs } from '../../docker-client/ipam-options.ts';
import { type ClientResult, ok } from '../../docker-client/result.ts';

/** What `docker network create` asks of the engine for such a network, or its own complaint. */
export function networkRequest(spec: NetworkSpec): ClientResult<NetworkCreateRequest> {
  const given = (texts: readonly (string | undefined)[]) => texts.filter((text) => text !== undefined);
  const configs = ipamConfigs({
    subnets: given(spec.subnets.map(({ subnet }) => subnet)),
    ranges: given(spec.subnets.map(({ ipRange }) => ipRange)),
    gateways: given(spec.subnets.map(({ gateway }) => gateway)),
    auxiliary: new Map(spec.subnets.flatMap(({ auxAddresses }) => Object.entries(auxAddresses))),
  });
  if (!configs.ok) return configs;
  return ok({
    Name: spec.name,
    Driver: spec.driver ?? 'bridge',
    Scope: spec.scope ?? '',
    IPAM: { Driver: spec.ipamDriver ?? 'default', Options: {}, Config: configs.value },
    Internal: spec.internal,
    Attachable: spec.attachable,
    Ingress: spec.ingress ?? false,
    ...(spec.ipv6 && { EnableIPv6: true }),
    ConfigOnly: false,
    Options: spec.options,
    Labels: spec.labels,
  });
}

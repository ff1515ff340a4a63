import type { NetworkSpec } from '../ir/action.ts';
import type { PlannedNetwork } from '../ir/compose-plan.ts';
import { configHash } from './config-hash.ts';
import type { ComposeNetwork, Pair } from './project.ts';

/** A network as `up` makes it, without the labels that the program adds. */
export function plannedNetwork(network: ComposeNetwork): PlannedNetwork {
  const spec = networkSpec(network);
  const { origin: _, ...content } = spec;
  return { key: network.key, external: network.external, spec, hash: configHash(content) };
}

function networkSpec(network: ComposeNetwork): NetworkSpec {
  const { driver, ipam } = network;
  return {
    name: network.name,
    ...(driver && { driver: driver.value }),
    subnets: ipam.config.map((pool) => ({
      ...(pool.subnet && { subnet: pool.subnet.value }),
      ...(pool.ipRange && { ipRange: pool.ipRange.value }),
      ...(pool.gateway && { gateway: pool.gateway.value }),
      auxAddresses: textMap(pool.auxAddresses),
    })),
    internal: network.internal,
    attachable: network.attachable,
    ipv6: network.enableIpv6 ?? false,
    ...(ipam.driver && { ipamDriver: ipam.driver.value }),
    options: textMap(network.driverOpts),
    labels: textMap(network.labels),
    origin: network.origin,
  };
}

export const textMap = (pairs: readonly Pair[]): { readonly [key: string]: string } =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value]));

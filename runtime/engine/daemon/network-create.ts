import { parseCidr } from '../../address/cidr.ts';
import type { IpamConfig, NetworkCreateRequest, NetworkCreateResponse } from '../../docker-api/network.ts';
import {
  isSwarmScoped,
  refuseSwarmNetwork,
  remoteNetworks,
  swarmNetworkCreate,
} from '../../swarm/network-operations.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { createNetwork } from '../libnetwork/controller.ts';
import type { NetworkSpec } from '../libnetwork/network.ts';
import { networkSource, originOf } from '../sources.ts';
import type { DaemonTraits } from '../versions/daemon-traits.ts';
import { type Answer, answer, conflict, failed, forbidden, invalid, type Refusal } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { fromLibnetwork } from './libnetwork-refusal.ts';
import { isPredefinedNetwork } from './network-mode.ts';
import { ipamFault } from './validate-ipam.ts';

/** POST /networks/create */
export function networkCreate(
  world: World,
  host: string,
  request: NetworkCreateRequest,
): Answer<NetworkCreateResponse> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const traits = versionOf(engine).daemon;
  const refusal = refuseNetwork(request, traits);
  if (refusal) return refusal;
  const notHere = isSwarmScoped(request) ? refuseSwarmNetwork(world, engine, request) : undefined;
  if (notHere) return notHere;
  const isTaken = [...engine.controller.networks.values(), ...remoteNetworks(world, engine)].some(
    ({ name }) => name === request.Name,
  );
  if (isTaken) return conflict(`network with name ${request.Name} already exists`);
  if (isSwarmScoped(request)) return swarmNetworkCreate(world, engine, request);
  const created = createNetwork(world, engine, networkSpec(request, engine));
  return created.ok ? answer({ Id: created.value.id, Warning: '' }) : fromLibnetwork(created);
}

/** What is wrong with the request by itself. */
function refuseNetwork(request: NetworkCreateRequest, traits: DaemonTraits): Refusal | undefined {
  if (isPredefinedNetwork(request.Name))
    return forbidden(`operation is not permitted on predefined ${request.Name} network`);
  if (request.ConfigOnly || request.ConfigFrom?.Network)
    return failed('networks made from a configuration network are not simulated');
  if (request.Name.trim() === '') return invalid(traits.texts.emptyNetworkName(request.Name));
  return ipamRefusal(request, traits);
}

function ipamRefusal({ IPAM, EnableIPv6 }: NetworkCreateRequest, traits: DaemonTraits): Refusal | undefined {
  const subnets = IPAM?.Config ?? [];
  if (traits.validatesIpam) {
    const fault = ipamFault(subnets, EnableIPv6 ?? false);
    return fault === undefined ? undefined : invalid(fault);
  }
  const bad = subnets.find(({ Subnet = '' }) => !Subnet.includes('/') || parseCidr(Subnet) === undefined);
  return bad === undefined ? undefined : failed(traits.texts.invalidSubnet(bad.Subnet ?? ''));
}

const networkSpec = (request: NetworkCreateRequest, { sources }: Engine): NetworkSpec => ({
  name: request.Name,
  driver: request.Driver || 'bridge',
  ...(request.Scope ? { scope: request.Scope } : {}),
  enableIpv6: request.EnableIPv6 ?? false,
  internal: request.Internal ?? false,
  attachable: request.Attachable ?? false,
  ingress: request.Ingress ?? false,
  ipamDriver: request.IPAM?.Driver || 'default',
  ...(request.IPAM?.Options ? { ipamOptions: request.IPAM.Options } : {}),
  ipam: (request.IPAM?.Config ?? []).map(subnetSpec),
  options: request.Options ?? {},
  labels: request.Labels ?? {},
  ...originOf(sources, networkSource(request.Name)),
});

const subnetSpec = (config: IpamConfig): NonNullable<NetworkSpec['ipam']>[number] => ({
  ...(config.Subnet ? { subnet: config.Subnet } : {}),
  ...(config.IPRange ? { ipRange: config.IPRange } : {}),
  ...(config.Gateway ? { gateway: config.Gateway } : {}),
  ...(config.AuxiliaryAddresses ? { auxiliary: config.AuxiliaryAddresses } : {}),
});

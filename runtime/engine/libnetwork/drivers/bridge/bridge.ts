import { deleteLink } from '../../../../kernel/links.ts';
import { type Engine, versionOf } from '../../../engine.ts';
import { clearConnections } from '../../clear-connections.ts';
import type { Endpoint, EndpointInterface } from '../../endpoint.ts';
import type { Network } from '../../network.ts';
import { done } from '../../result.ts';
import type { Driver } from '../driver.ts';
import { createBridgeEndpoint, deleteBridgeEndpoint } from './bridge-endpoint.ts';
import { firewallOf, forEachFamily } from './bridge-firewall.ts';
import { addBridgeLinks, removeBridgeLinks } from './bridge-links.ts';
import type { BridgeNetwork } from './bridge-network.ts';
import { publishOnBridge, republishOnBridge, unpublishOnBridge } from './bridge-ports.ts';
import { createBridgeNetwork } from './create-bridge-network.ts';

/** What the driver made of a network; another driver's network here is a broken invariant. */
function bridgeOf({ driverNetwork, name }: Network): BridgeNetwork {
  if (driverNetwork.kind !== 'bridge') throw new Error(`${name} is no bridge network`);
  return driverNetwork.bridge;
}

/** Networks on a Linux bridge of the host, behind rules and address translation. */
export const bridge: Driver = {
  predefined: false,
  hasSubnets: true,
  createNetwork: createBridgeNetwork,
  deleteNetwork: (world, engine, network) => {
    const made = bridgeOf(network);
    if (made.madeDevice && !made.isDefault) deleteLink(world.kernel, made.link);
    forEachFamily(world, engine, network, made, firewallOf(engine).removeNetwork);
  },
  createEndpoint: (world, engine, network, endpoint) =>
    createBridgeEndpoint(world, engine, bridgeOf(network), endpoint),
  deleteEndpoint: (world, _engine, _network, endpoint) => deleteBridgeEndpoint(world, endpoint),
  join: (world, engine, network, endpoint, sandbox) => {
    addBridgeLinks(world, engine, network, endpoint, sandbox);
    return done(interfaceOf(engine, network, bridgeOf(network)));
  },
  leave: (world, engine, network, endpoint, sandbox) =>
    removeBridgeLinks(world, engine, network, endpoint, sandbox),
  publish: (world, engine, network, endpoint, sandbox) =>
    publishOnBridge(world, engine, network, bridgeOf(network), endpoint, sandbox),
  restoreEndpoint: (world, engine, network, endpoint) =>
    republishOnBridge(world, engine, bridgeOf(network), endpoint),
  unpublish: (world, engine, network, endpoint) => {
    unpublishOnBridge(world, engine, bridgeOf(network), endpoint);
    clearConnections(world, engine.host, addressesOf(endpoint));
  },
};

/** A container of an internal network has a way out that leads nowhere, or none at all in later releases. */
function interfaceOf(engine: Engine, network: Network, made: BridgeNetwork): EndpointInterface {
  const leadsOut = !network.internal || versionOf(engine).libnetwork.internalHasGateway;
  return {
    name: '',
    prefix: made.interfacePrefix,
    defaultByDevice: false,
    ...(leadsOut && made.ipv4 && !made.inhibitIpv4 && { gateway: made.ipv4.gateway }),
    ...(leadsOut && made.ipv6 && { gateway6: made.ipv6.gateway }),
  };
}

const addressesOf = ({ ipv4, ipv6 }: Endpoint) => [ipv4?.ip, ipv6?.ip].filter((ip) => ip !== undefined);

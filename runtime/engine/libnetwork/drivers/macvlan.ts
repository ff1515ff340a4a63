import { macFromIpv4 } from '../../../address/mac.ts';
import type { LinkOf } from '../../../kernel/kernel.ts';
import { addLink, linkOf } from '../../../kernel/links.ts';
import { randomMac } from '../../../random.ts';
import { hostRoot } from '../host.ts';
import { done, internal } from '../result.ts';
import { createParentNetwork, type ParentKind, parentOf } from './create-parent-network.ts';
import { newDeviceName } from './device-names.ts';
import { type Driver, PASSIVE } from './driver.ts';
import { deleteParentEndpoint, deleteParentNetwork, gatewaysFor } from './parent-endpoint.ts';

const KIND: ParentKind = {
  driver: 'macvlan',
  modeOption: 'macvlan_mode',
  modes: ['bridge', 'private', 'passthru', 'vepa'],
  dummyPrefix: 'dm',
};

/** Containers have hardware addresses of their own on the host's LAN. */
export const macvlan: Driver = {
  ...PASSIVE,
  predefined: false,
  hasSubnets: true,
  createNetwork: (world, engine, network) => createParentNetwork(world, engine, network, KIND),
  deleteNetwork: (world, _engine, network) => deleteParentNetwork(world, network),
  createEndpoint: (world, _engine, _network, endpoint) => {
    const ip = endpoint.ipv4?.ip;
    endpoint.mac ??= typeof ip === 'number' ? macFromIpv4(ip) : randomMac(world.random);
    return done(null);
  },
  deleteEndpoint: (world, _engine, _network, endpoint) => deleteParentEndpoint(world, endpoint),
  join: (world, engine, network, endpoint) => {
    const { kernel } = world;
    const { link, mode, closed } = parentOf(network);
    const busy = [...kernel.links.values()].some(
      (other) => other.kind === 'macvlan' && other.parent === link && other.mode === 'passthru',
    );
    if (busy || !kernel.machines.get(engine.host)!.features.macvlan)
      return internal(
        `failed to create the macvlan port: ${busy ? 'invalid argument' : 'operation not supported'}`,
      );
    const hostName = newDeviceName(world, engine.host);
    const device = addLink(kernel, hostRoot(world, engine.host), {
      kind: 'macvlan',
      name: hostName,
      mac: endpoint.mac!,
      mtu: linkOf(kernel, link).mtu,
      parent: link,
      mode: mode as LinkOf<'macvlan'>['mode'],
    });
    endpoint.device = { link: device.id, hostName };
    const gateways = closed ? {} : gatewaysFor(network, endpoint);
    return done({ name: '', prefix: 'eth', defaultByDevice: false, ...gateways });
  },
};

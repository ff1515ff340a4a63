import type { LinkOf } from '../../../kernel/kernel.ts';
import { addLink, linkOf } from '../../../kernel/links.ts';
import { hostRoot } from '../host.ts';
import { done, internal } from '../result.ts';
import { createParentNetwork, type ParentKind, parentOf } from './create-parent-network.ts';
import { newDeviceName } from './device-names.ts';
import { type Driver, PASSIVE } from './driver.ts';
import { deleteParentEndpoint, deleteParentNetwork, gatewaysFor } from './parent-endpoint.ts';

const KIND: ParentKind = {
  driver: 'ipvlan',
  modeOption: 'ipvlan_mode',
  modes: ['l2', 'l3'],
  dummyPrefix: 'di',
};

/** Containers share the parent's hardware address; in mode l3 the host routes for them and nothing is broadcast. */
export const ipvlan: Driver = {
  ...PASSIVE,
  predefined: false,
  hasSubnets: true,
  createNetwork: (world, engine, network) => createParentNetwork(world, engine, network, KIND),
  deleteNetwork: (world, _engine, network) => deleteParentNetwork(world, network),
  deleteEndpoint: (world, _engine, _network, endpoint) => deleteParentEndpoint(world, endpoint),
  join: (world, engine, network, endpoint) => {
    const { kernel } = world;
    const { link, mode, closed } = parentOf(network);
    if (!kernel.machines.get(engine.host)!.features.ipvlan)
      return internal('failed to create the ipvlan port: operation not supported');
    const hostName = newDeviceName(world, engine.host);
    const parent = linkOf(kernel, link);
    const device = addLink(kernel, hostRoot(world, engine.host), {
      kind: 'ipvlan',
      name: hostName,
      mac: parent.mac,
      mtu: parent.mtu,
      parent: link,
      mode: mode as LinkOf<'ipvlan'>['mode'],
    });
    endpoint.device = { link: device.id, hostName };
    const isL3 = mode === 'l3';
    const gateways = closed || isL3 ? {} : gatewaysFor(network, endpoint);
    return done({ name: '', prefix: 'eth', defaultByDevice: isL3, ...gateways });
  },
};

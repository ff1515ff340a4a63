import { type AttributeTable, flag, list, one } from './attribute.ts';
import * as kinds from './value-kind.ts';

/** A network has as many of them as subnets, a subnet one of each. */
const pool = (repeats: boolean): AttributeTable => ({
  'ip-range': one(kinds.cidr, 'The part of the subnet that the engine gives addresses from.', { repeats }),
  gateway: one(kinds.address, 'The address of the gateway in the subnet.', { repeats }),
  'aux-address': list(kinds.keyValue, 'An address that the engine must not give away: `printer=172.30.0.9`.'),
});

/** As `docker network create` takes them. */
export const networkAttributes: AttributeTable = {
  driver: one(
    kinds.name,
    'The network driver: bridge, overlay, macvlan, ipvlan; bridge when nothing is said.',
  ),
  subnet: one(kinds.cidr, 'A subnet of the network, with ip-range and gateway of its own in a block.', {
    repeats: true,
    block: 'subnet',
  }),
  ...pool(true),
  internal: flag('No way out of the network, and none in.'),
  attachable: flag('Plain containers may join an overlay network.'),
  ingress: flag('The network of the routing mesh.'),
  ipv6: flag('Addresses of IPv6 too.'),
  scope: one(kinds.oneOf('local', 'swarm'), 'Where the network is known.'),
  'ipam-driver': one(kinds.name, 'Who gives out the addresses.'),
  opt: list(kinds.label, 'An option of the driver: `com.docker.network.bridge.enable_icc=false`.'),
  label: list(kinds.label, 'A label.'),
  host: one(kinds.name, 'The host that the network is created on.', { refersTo: 'host' }),
};

export const subnetAttributes: AttributeTable = pool(false);

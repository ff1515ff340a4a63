import type { ComposeIpam, ComposeNetwork, ComposePool } from './project.ts';
import { child, type Entry, flagOf, itemsOf, type Tree, textOf } from './tree.ts';
import { flag, located, pairs } from './values.ts';

/** One entry of the top-level `networks`, from its canonical tree. */
export function decodeNetwork(key: string, { key: origin, value }: Entry, project: string): ComposeNetwork {
  const external = flagOf(child(value, 'external')) ?? false;
  return {
    key,
    // compose-go loader/normalize.go, setNameFromKey
    name: textOf(child(value, 'name')) ?? (external ? key : `${project}_${key}`),
    origin,
    written: true,
    external,
    ...located('driver', value, 'driver'),
    driverOpts: pairs(child(value, 'driver_opts')),
    internal: flagOf(child(value, 'internal')) ?? false,
    attachable: flagOf(child(value, 'attachable')) ?? false,
    ...flag('enableIpv4', value, 'enable_ipv4'),
    ...flag('enableIpv6', value, 'enable_ipv6'),
    labels: pairs(child(value, 'labels')),
    ipam: decodeIpam(child(value, 'ipam')),
  };
}

const decodeIpam = (tree: Tree | undefined): ComposeIpam => ({
  ...located('driver', tree, 'driver'),
  options: pairs(child(tree, 'options')),
  config: itemsOf(child(tree, 'config')).map(decodePool),
});

const decodePool = (tree: Tree): ComposePool => ({
  origin: tree.origin,
  ...located('subnet', tree, 'subnet'),
  ...located('ipRange', tree, 'ip_range'),
  ...located('gateway', tree, 'gateway'),
  auxAddresses: pairs(child(tree, 'aux_addresses')),
});

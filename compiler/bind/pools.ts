import { contains, parseAddress, parseCidr } from '../addresses.ts';
import { type Block, type Entity, usesOf, type Value, valuesOf } from './entity.ts';

/** A subnet of a network with the options that belong to it. */
export interface Pool {
  readonly subnet: Value;
  readonly ipRange: readonly Value[];
  readonly gateway: readonly Value[];
  /** `name=address` */
  readonly aux: readonly Value[];
}

/** The subnets of a network, and the options that lie in none of them. */
export interface Pools {
  readonly pools: readonly Pool[];
  readonly stray: readonly Value[];
}

const OPTIONS = ['ip-range', 'gateway', 'aux-address'] as const;

/** The address that an option is about: `172.30.5.0/24`, `172.30.0.1`, `printer=172.30.0.9`. */
export const addressOf = (value: Value): string => value.text.replace(/^[^=]*=/, '').replace(/\/.*$/, '');

/**
 * Options in a subnet's own block belong to it; options of the network belong to the subnet that contains
 * them, as the docker client matches `--gateway` and `--ip-range` (cli/command/network/create.go).
 */
export function poolsOf(network: Entity): Pools {
  const uses = usesOf(network.block, 'subnet');
  const subnets = uses.flatMap((use) => use.values.map((subnet) => ({ subnet, own: use.block })));
  const ofNetwork = (name: string) => valuesOf(network.block, name);
  const owner = (value: Value) => subnets.find(({ subnet }) => holds(subnet, value));
  const pools = subnets.map((entry): Pool => {
    const options = (name: (typeof OPTIONS)[number]) => [
      ...valuesIn(entry.own, name),
      ...ofNetwork(name).filter((value) => owner(value) === entry),
    ];
    return {
      subnet: entry.subnet,
      ipRange: options('ip-range'),
      gateway: options('gateway'),
      aux: options('aux-address'),
    };
  });
  return { pools, stray: OPTIONS.flatMap(ofNetwork).filter((value) => owner(value) === undefined) };
}

const valuesIn = (block: Block | undefined, name: string) => (block ? valuesOf(block, name) : []);

/** Whether the subnet contains the address that an option is about. */
export function holds(subnet: Value, option: Value): boolean {
  const cidr = parseCidr(subnet.text);
  const address = parseAddress(addressOf(option));
  return cidr !== undefined && address !== undefined && contains(cidr, address);
}

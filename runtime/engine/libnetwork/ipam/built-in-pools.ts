import { addToCidr, type Cidr, parseCidr } from '../../../address/cidr.ts';
import { done, internal, type Result } from '../result.ts';

/** The blocks that networks of one host get, and how they are cut (libnetwork ipamutils). */
const BUILT_IN = [
  { base: '172.17.0.0/16', size: 16 },
  { base: '172.18.0.0/16', size: 16 },
  { base: '172.19.0.0/16', size: 16 },
  { base: '172.20.0.0/14', size: 16 },
  { base: '172.24.0.0/14', size: 16 },
  { base: '172.28.0.0/14', size: 16 },
  { base: '192.168.0.0/16', size: 20 },
];

const MAX_POOLS = 65536;

/** All subnets of `size` bits in a block, in order; at most 65536 of them. */
function split(block: Cidr, size: number): Cidr[] {
  const count = Math.min(2 ** (size - block.length), MAX_POOLS);
  return Array.from({ length: count }, (_, i) => addToCidr({ base: block.base, length: size }, i));
}

export const BUILT_IN_POOLS: readonly Cidr[] = BUILT_IN.flatMap(({ base, size }) =>
  split(parseCidr(base)!, size),
);

/** The pools that `default-address-pools` of daemon.json asks for instead; refused like dockerd does. */
export function poolsFrom(
  configured: readonly { readonly base?: string; readonly size?: number }[],
): Result<readonly Cidr[]> {
  if (configured.length === 0) return done(BUILT_IN_POOLS);
  const pools: Cidr[] = [];
  for (const { base = '', size = 0 } of configured) {
    const block = base.includes('/') ? parseCidr(base) : undefined;
    if (block === undefined)
      return internal(`invalid base pool ${JSON.stringify(base)}: invalid CIDR address: ${base}`);
    if (size <= 0 || size < block.length) return internal(`invalid pools size: ${size}`);
    pools.push(...split(block, size));
  }
  return done(pools);
}

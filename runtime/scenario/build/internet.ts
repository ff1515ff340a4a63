import { type Cidr, cidr, covers, overlaps, parseCidr } from '../../address/cidr.ts';
import { type Ip, parseIp } from '../../address/ip.ts';

/** The name of the machine that stands for everything beyond the routers. */
export const INTERNET = 'internet';
/** The address of the internet that claims ask, one of those that RFC 5737 keeps for examples. */
export const INTERNET_ADDRESS: Ip = parseIp('198.51.100.1')!;
/** Where routers meet the internet (RFC 6598). */
export const UPLINK = parseCidr('100.64.0.0/10')!;

/**
 * What nobody answers for on the public internet: private, loopback, link-local, shared, multicast, reserved.
 */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
].map((text) => parseCidr(text)!);

/**
 * The blocks that together are the public IPv4 internet without `declared`: what the internet's machine
 * answers for.
 */
export const publicBlocks = (declared: readonly Cidr[]): readonly Cidr[] =>
  without(cidr(0, 0), [...NOT_PUBLIC, ...declared.filter(({ base }) => typeof base === 'number')]);

/** A block without some others, by halving. No block is a /8: on a loopback that length means 127.0.0.0/8. */
function without(block: Cidr, taken: readonly Cidr[]): readonly Cidr[] {
  if (taken.some((other) => covers(other, block))) return [];
  const touched = taken.some((other) => overlaps(other, block));
  if (!touched && block.length > 8) return [block];
  const length = block.length + 1;
  const upper = (block.base as number) + 2 ** (32 - length);
  return [...without(cidr(block.base, length), taken), ...without(cidr(upper, length), taken)];
}

import type { Family } from '../../../address/ip.ts';
import { lookup } from '../../../probe/lookup.ts';
import type { Terminal } from '../../command.ts';

/** The addresses that a program at a terminal gets for a name, as the C library finds them. */
export function lookUp(
  terminal: Terminal,
  name: string,
  family: Family = 4,
): { readonly addresses: readonly string[]; readonly how: string } {
  const { world, netns, readFile } = terminal;
  const found = lookup(
    world,
    { netns, hosts: readFile('/etc/hosts') ?? '', resolvConf: readFile('/etc/resolv.conf') ?? '' },
    name,
    family,
  );
  return { addresses: found.addresses, how: found.how };
}

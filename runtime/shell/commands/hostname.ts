import { formatIp, isLoopback } from '../../address/ip.ts';
import type { Command } from '../command.ts';
import { fail, succeed } from '../language/command-result.ts';
import { linksOf } from './ip/link-line.ts';

/** `hostname`, and `hostname -i` or `-I` for the addresses. */
export const hostname: Command = (args, terminal) => {
  const [flag] = args;
  if (flag === undefined || flag === '-s') return succeed(`${terminal.hostname}\n`);
  if (flag === '-f') return succeed(`${terminal.hostname}\n`);
  if (flag === '-i' || flag === '-I') {
    const kernel = terminal.world.kernel;
    const addresses = linksOf(kernel, kernel.namespaces.get(terminal.netns)!)
      .flatMap((link) => link.addresses)
      .filter((address) => typeof address.ip === 'number' && !isLoopback(address.ip))
      .map((address) => formatIp(address.ip));
    return succeed(flag === '-i' ? `${addresses[0] ?? ''}\n` : `${addresses.join(' ')} \n`);
  }
  return fail(1, `hostname: dnet knows -s, -f, -i and -I, not '${flag}'\n`);
};

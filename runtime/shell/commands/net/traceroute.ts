import { formatIp, parseIp } from '../../../address/ip.ts';
import { probeHop } from '../../../probe/probe-hop.ts';
import type { Command } from '../../command.ts';
import { fail, succeed } from '../../language/command-result.ts';
import { lookUp } from './look-up.ts';

const MOST_HOPS = 30;
const TIME = '0.100 ms';

/** `traceroute -n [-m HOPS] [-w SECONDS] TARGET`: one packet with each TTL, until the target itself answers. */
export const traceroute: Command = (args, terminal) => {
  let [target, hops] = ['', MOST_HOPS];
  const by = args.includes('-I') ? ('icmp' as const) : ('udp' as const);
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (word === '-m') hops = Math.min(Number(args[++i]) || MOST_HOPS, MOST_HOPS);
    else if (word === '-w' || word === '-q') i++;
    else if (word === '-n' || word === '-I') continue;
    else if (word.startsWith('-'))
      return fail(
        2,
        `traceroute: invalid option -- '${word.replace(/^-+/, '')}' (dnet knows -n -m -w -q -I)\n`,
      );
    else target = word;
  }
  const literal = parseIp(target);
  const found = literal === undefined ? lookUp(terminal, target).addresses[0] : undefined;
  const ip = literal ?? (found === undefined ? undefined : parseIp(found));
  if (ip === undefined) return fail(1, `traceroute: bad address '${target}'\n`);
  let text = `traceroute to ${target} (${formatIp(ip)}), ${hops} hops max, 46 byte packets\n`;
  for (let ttl = 1; ttl <= hops; ttl++) {
    const hop = probeHop(terminal.world, { netns: terminal.netns, to: ip, ttl, by });
    const who =
      hop.from === undefined ? '*  *  *' : `${formatIp(hop.from)}  ${[TIME, TIME, TIME].join('  ')}`;
    text += `${String(ttl).padStart(2)}  ${who}\n`;
    if (hop.last) break;
  }
  return succeed(text);
};

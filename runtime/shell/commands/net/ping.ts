import { type Family, formatIp, type Ip, parseIp } from '../../../address/ip.ts';
import type { Outcome } from '../../../probe/outcome.ts';
import { ping as probe } from '../../../probe/ping.ts';
import type { Command } from '../../command.ts';
import { type CommandResult, fail } from '../../language/command-result.ts';
import { lookUp } from './look-up.ts';

interface Request {
  readonly target: string;
  readonly count: number;
  readonly size: number;
  readonly quiet: boolean;
}

/** Flags with a value that dnet heeds or may pass over, for waiting costs no time here. */
const VALUED = new Set(['-c', '-s', '-W', '-w', '-i', '-I', '-t']);

function parse(args: readonly string[]): Request | string {
  let [target, count, size, quiet] = ['', 4, 56, false];
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    const attached = /^-([csWwiIt])(.+)$/.exec(word);
    const flag = attached ? `-${attached[1]}` : word;
    if (VALUED.has(flag)) {
      const value = attached ? attached[2]! : (args[++i] ?? '');
      if (flag === '-c') count = Math.min(Number(value) || 1, 20);
      if (flag === '-s') size = Number(value) || 56;
    } else if (word === '-q') quiet = true;
    else if (['-n', '-4', '-6', '-v'].includes(word)) continue;
    else if (word.startsWith('-')) return word;
    else target = word;
  }
  return { target, count, size, quiet };
}

/** Virtual round trips: the time is not simulated, the count is. */
const TIME = '0.100';

function replies(
  outcome: Outcome,
  ip: Ip,
  { count, size }: Request,
  busybox: boolean,
): { readonly text: string; readonly received: number; readonly errors: string } {
  if (outcome.kind === 'delivered') {
    const ttl = outcome.answer.ttl ?? 64;
    const line = (i: number): string =>
      busybox
        ? `${size + 8} bytes from ${formatIp(ip)}: seq=${i} ttl=${ttl} time=${TIME} ms\n`
        : `${size + 8} bytes from ${formatIp(ip)}: icmp_seq=${i + 1} ttl=${ttl} time=${TIME} ms\n`;
    return { text: Array.from({ length: count }, (_, i) => line(i)).join(''), received: count, errors: '' };
  }
  if (outcome.kind === 'unreachable' && outcome.icmp !== undefined && !busybox) {
    const from = formatIp(outcome.icmp.from);
    const text = Array.from(
      { length: count },
      (_, i) => `From ${from} icmp_seq=${i + 1} Destination Host Unreachable\n`,
    ).join('');
    return { text, received: 0, errors: `, +${count} errors` };
  }
  return { text: '', received: 0, errors: '' };
}

function report(request: Request, ip: Ip, outcome: Outcome, busybox: boolean): CommandResult {
  const { target, count, size, quiet } = request;
  const { text, received, errors } = replies(outcome, ip, request, busybox);
  const head = busybox
    ? `PING ${target} (${formatIp(ip)}): ${size} data bytes\n`
    : `PING ${target} (${formatIp(ip)}) ${size}(${size + 28}) bytes of data.\n`;
  const loss = `${Math.round((100 * (count - received)) / count)}% packet loss`;
  const summary = busybox
    ? `${count} packets transmitted, ${received} packets received, ${loss}\n`
    : `${count} packets transmitted, ${received} received${errors}, ${loss}, time 0ms\n`;
  const times =
    received === 0
      ? busybox
        ? ''
        : '\n'
      : busybox
        ? `round-trip min/avg/max = ${TIME}/${TIME}/${TIME} ms\n`
        : `rtt min/avg/max/mdev = ${TIME}/${TIME}/${TIME}/0.000 ms\n`;
  return {
    stdout: `${head}${quiet ? '' : text}\n--- ${target} ping statistics ---\n${summary}${times}`,
    stderr: '',
    rc: received > 0 ? 0 : 1,
  };
}

const pingOf =
  (family: Family): Command =>
  (args, terminal) => {
    const request = parse(args);
    if (typeof request === 'string')
      return fail(
        2,
        `ping: invalid option -- '${request.replace(/^-+/, '')}' (dnet knows -c -s -W -w -i -n -q -4 -6)\n`,
      );
    const busybox = terminal.tools === 'busybox';
    const literal = parseIp(request.target);
    const found =
      literal === undefined
        ? lookUp(terminal, request.target, args.includes('-6') ? 6 : family).addresses[0]
        : undefined;
    const ip = literal ?? (found === undefined ? undefined : parseIp(found));
    if (ip === undefined)
      return busybox
        ? fail(1, `ping: bad address '${request.target}'\n`)
        : fail(2, `ping: ${request.target}: Name or service not known\n`);
    const outcome = probe(terminal.world, { netns: terminal.netns, to: ip, size: request.size });
    if (outcome.kind === 'unreachable' && outcome.icmp === undefined && outcome.cause.kind === 'no-route') {
      const head = busybox ? `PING ${request.target} (${formatIp(ip)}): ${request.size} data bytes\n` : '';
      return {
        stdout: head,
        stderr: busybox
          ? 'ping: sendto: Network is unreachable\n'
          : 'ping: connect: Network is unreachable\n',
        rc: busybox ? 1 : 2,
      };
    }
    return report(request, ip, outcome, busybox);
  };

/** `ping` of busybox or iputils: the same echo requests, each tool's own words. */
export const ping = pingOf(4);
export const ping6 = pingOf(6);

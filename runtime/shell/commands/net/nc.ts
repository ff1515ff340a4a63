import { parseIp } from '../../../address/ip.ts';
import { connectTcp } from '../../../probe/connect-tcp.ts';
import type { Outcome } from '../../../probe/outcome.ts';
import { sendDatagram } from '../../../probe/send-datagram.ts';
import type { Command } from '../../command.ts';
import { type CommandResult, fail } from '../../language/command-result.ts';
import { lookUp } from './look-up.ts';

interface Request {
  readonly host: string;
  readonly port: number;
  readonly udp: boolean;
  readonly scan: boolean;
  readonly verbose: boolean;
}

function parse(args: readonly string[], busybox: boolean): Request | CommandResult {
  const flags = new Set<string>();
  const words: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (/^-[wi]$/.test(word)) i++;
    else if (/^-[wi]\d/.test(word)) continue;
    else if (word.startsWith('-')) for (const flag of word.slice(1).replace(/w\d*$/, '')) flags.add(flag);
    else words.push(word);
  }
  const unknown = [...flags].find((flag) => !(busybox ? '' : 'zvun4').includes(flag));
  if (unknown !== undefined)
    return fail(
      1,
      busybox
        ? `nc: invalid option -- '${unknown}'\n`
        : `nc: invalid option -- '${unknown}' (dnet knows -z -v -u -n -w)\n`,
    );
  const port = Number(words[1]);
  if (words.length < 2 || !Number.isInteger(port) || port < 1 || port > 65535)
    return fail(1, 'usage: nc [-zvun] [-w SECONDS] HOST PORT\n');
  return { host: words[0]!, port, udp: flags.has('u'), scan: flags.has('z'), verbose: flags.has('v') };
}

/** `nc [-z] [-v] [-u] [-w SECONDS] HOST PORT`: connects, and prints what the server says. */
export const nc: Command = (args, terminal) => {
  const request = parse(args, terminal.tools === 'busybox');
  if ('rc' in request) return request;
  const { host, port, udp, scan, verbose } = request;
  const literal = parseIp(host);
  const found = literal === undefined ? lookUp(terminal, host).addresses[0] : undefined;
  const to = literal ?? (found === undefined ? undefined : parseIp(found));
  if (to === undefined)
    return fail(
      1,
      terminal.tools === 'busybox'
        ? `nc: bad address '${host}'\n`
        : `nc: getaddrinfo for host "${host}" port ${port}: Name or service not known\n`,
    );
  const probe = { netns: terminal.netns, to, port };
  const outcome = udp ? sendDatagram(terminal.world, probe) : connectTcp(terminal.world, probe);
  const said = describe(outcome);
  const stderr =
    verbose || !said.ok
      ? `${said.ok ? `Connection to ${host} ${port} port [${udp ? 'udp' : 'tcp'}/*] succeeded!` : `nc: connect to ${host} port ${port} (${udp ? 'udp' : 'tcp'}) failed: ${said.text}`}\n`
      : '';
  const quiet = !verbose && scan;
  return { stdout: said.ok && !scan ? said.text : '', stderr: quiet ? '' : stderr, rc: said.ok ? 0 : 1 };
};

function describe(outcome: Outcome): { readonly ok: boolean; readonly text: string } {
  switch (outcome.kind) {
    case 'delivered':
      return { ok: true, text: outcome.answer.text };
    case 'closed':
      return { ok: true, text: '' };
    case 'refused':
      return { ok: false, text: 'Connection refused' };
    case 'unreachable':
      return { ok: false, text: 'No route to host' };
    case 'timeout':
    case 'unresolved':
      return { ok: false, text: 'Connection timed out' };
  }
}

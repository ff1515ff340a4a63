import { parseIp } from '../../../address/ip.ts';
import type { DnsReply, DnsType } from '../../../dns/dns-server.ts';
import { queryDns } from '../../../dns/query.ts';
import type { Command, Terminal } from '../../command.ts';
import { fail } from '../../language/command-result.ts';
import { resolverConfig, reverseName } from './resolver-config.ts';

const ask = ({ world, netns }: Terminal, server: string, name: string, type: DnsType): DnsReply =>
  queryDns(world, { netns, server: parseIp(server)!, query: { name, type, transport: 'udp' } });

/** One answer as busybox prints it; a server that has authority needs no heading. */
function answerText(reply: DnsReply, name: string): string {
  if (reply.rcode !== 'NOERROR') return `** server can't find ${name}: ${reply.rcode}\n\n`;
  const heading = reply.authoritative ? '' : 'Non-authoritative answer:\n';
  const records = reply.answers.map(({ name: owner, type, data }) => {
    const shown = owner.replace(/\.$/, '');
    if (type === 'PTR') return `${shown}\tname = ${data.replace(/\.$/, '')}\n`;
    if (type === 'CNAME') return `${shown}\tcanonical name = ${data.replace(/\.$/, '')}\n`;
    return `Name:\t${shown}\nAddress: ${data}\n`;
  });
  return `${heading}${records.join('')}\n`;
}

/** `nslookup NAME [SERVER]` of busybox: both address families, each name of the search list first. */
export const nslookup: Command = (args, terminal) => {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const option = args.find((arg) => arg.startsWith('-'));
  const wanted = /^-(?:type|query|querytype)=(\w+)$/i.exec(option ?? '')?.[1]?.toUpperCase() as
    | DnsType
    | undefined;
  const [name, given] = words;
  if (name === undefined)
    return fail(1, 'nslookup: dnet looks up one name: nslookup [-type=TYPE] NAME [SERVER]\n');
  const { servers, search } = resolverConfig(terminal);
  const server = given ?? servers[0];
  if (server === undefined || parseIp(server) === undefined)
    return fail(1, `nslookup: bad address '${server ?? ''}'\n`);
  const head = `Server:\t\t${server}\nAddress:\t${server}:53\n\n`;
  const reverse = reverseName(name);
  const types: readonly DnsType[] =
    reverse !== undefined ? ['PTR'] : wanted !== undefined ? [wanted] : ['A', 'AAAA'];
  const candidates =
    reverse !== undefined
      ? [reverse]
      : name.endsWith('.')
        ? [name.slice(0, -1)]
        : [...search.filter((s) => s !== '.').map((domain) => `${name}.${domain}`), name];
  for (const candidate of candidates) {
    const replies = types.map((type) => ask(terminal, server, candidate, type));
    if (replies.every(({ rcode }) => rcode === 'unreachable'))
      return fail(1, `nslookup: can't connect to remote host (${server}): Network is unreachable\n`);
    if (replies.every(({ rcode }) => rcode === 'timeout' || rcode === 'refused' || rcode === 'unreachable'))
      return {
        stdout: `${head.trimEnd()}\n\n;; connection timed out; no servers could be reached\n\n`,
        stderr: '',
        rc: 1,
      };
    const known = replies.some(({ rcode }) => rcode === 'NOERROR');
    if (!known && candidate !== candidates.at(-1)) continue;
    return {
      stdout: head + replies.map((reply) => answerText(reply, candidate)).join(''),
      stderr: '',
      rc: known ? 0 : 1,
    };
  }
  return fail(1, '');
};

import { parseIp } from '../../../address/ip.ts';
import type { DnsRecord, DnsReply, DnsType } from '../../../dns/dns-server.ts';
import { queryDns } from '../../../dns/query.ts';
import type { Command } from '../../command.ts';
import { fail, succeed } from '../../language/command-result.ts';
import { resolverConfig, reverseName } from './resolver-config.ts';

const TYPES: ReadonlySet<string> = new Set([
  'A',
  'AAAA',
  'PTR',
  'CNAME',
  'TXT',
  'MX',
  'SRV',
  'NS',
  'SOA',
  'ANY',
]);

interface Question {
  readonly name: string;
  readonly type: DnsType;
  readonly server: string | undefined;
  readonly short: boolean;
  readonly tcp: boolean;
}

function parse(args: readonly string[]): Question | string {
  let question: Question = { name: '', type: 'A', server: undefined, short: false, tcp: false };
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (word.startsWith('@')) question = { ...question, server: word.slice(1) };
    else if (word === '+short') question = { ...question, short: true };
    else if (word === '+tcp') question = { ...question, tcp: true };
    else if (word === '-x')
      question = { ...question, name: reverseName(args[++i] ?? '') ?? args[i] ?? '', type: 'PTR' };
    else if (word === '-t') question = { ...question, type: (args[++i] ?? 'A').toUpperCase() as DnsType };
    else if (word.startsWith('+') || word.startsWith('-')) return word;
    else if (TYPES.has(word.toUpperCase()) && question.name !== '')
      question = { ...question, type: word.toUpperCase() as DnsType };
    else question = { ...question, name: word };
  }
  return question;
}

const dotted = (name: string): string => (name.endsWith('.') ? name : `${name}.`);
const tabs = (text: string, width: number): string =>
  `${text}${'\t'.repeat(Math.max(1, Math.ceil((width - text.length) / 8)))}`;
const recordLine = ({ name, ttl, type, data }: DnsRecord): string =>
  `${name.length < 24 ? tabs(dotted(name), 24) : `${dotted(name)} `}${ttl}\tIN\t${type}\t${data}\n`;

/** dig's page for one answer. The embedded resolver answers its own names without EDNS; what it forwards comes back with it. */
function page(args: readonly string[], { name, type, server, tcp }: Question, reply: DnsReply): string {
  const own = reply.rcode === 'NOERROR' && !reply.authoritative && server === '127.0.0.11';
  const flags = [
    'qr',
    ...(reply.authoritative ? ['aa'] : []),
    ...(reply.truncated ? ['tc'] : []),
    'rd',
    ...(reply.recursionAvailable ? ['ra'] : []),
  ];
  const counts = `QUERY: 1, ANSWER: ${reply.answers.length}, AUTHORITY: 0, ADDITIONAL: ${own ? 0 : 1}`;
  const edns = own ? '' : ';; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: 1232\n';
  const answers =
    reply.answers.length === 0 ? '' : `;; ANSWER SECTION:\n${reply.answers.map(recordLine).join('')}\n`;
  return (
    `\n; <<>> DiG 9.18.49-1~deb12u3-Debian <<>> ${args.join(' ')}\n;; global options: +cmd\n;; Got answer:\n` +
    `;; ->>HEADER<<- opcode: QUERY, status: ${reply.rcode}, id: 1\n;; flags: ${flags.join(' ')}; ${counts}\n\n${edns}` +
    `;; QUESTION SECTION:\n${tabs(`;${dotted(name)}`, 32)}IN\t${type}\n\n${answers}` +
    `;; Query time: 0 msec\n;; SERVER: ${server}#53(${server}) (${tcp ? 'TCP' : 'UDP'})\n;; MSG SIZE  rcvd: 0\n\n`
  );
}

/** `dig [@SERVER] NAME [TYPE] [+short] [+tcp] [-x ADDRESS]` */
export const dig: Command = (args, terminal) => {
  const question = parse(args);
  if (typeof question === 'string')
    return fail(
      1,
      `Invalid option: ${question}\nUsage:  dig [@global-server] [domain] [q-type]\n(dnet knows +short, +tcp, -x and -t)\n`,
    );
  const server = question.server ?? resolverConfig(terminal).servers[0] ?? '127.0.0.1';
  const ip = parseIp(server);
  if (ip === undefined) return fail(9, `dig: couldn't get address for '${server}': not found\n`);
  const transport = question.tcp ? 'tcp' : 'udp';
  const reply = queryDns(terminal.world, {
    netns: terminal.netns,
    server: ip,
    query: { name: question.name, type: question.type, transport },
  });
  if (['timeout', 'refused', 'unreachable'].includes(reply.rcode))
    return {
      stdout: `;; communications error to ${server}#53: ${reply.rcode === 'timeout' ? 'timed out' : 'connection refused'}\n;; no servers could be reached\n`,
      stderr: '',
      rc: 9,
    };
  if (question.short) return succeed(reply.answers.map(({ data }) => `${data}\n`).join(''));
  return succeed(page(args, { ...question, server }, reply));
};

import { formatIp, type Ip, parseIp } from '../address/ip.ts';
import type { DnsQuery, DnsType } from '../dns/dns-server.ts';
import { queryDns } from '../dns/query.ts';
import { daemonRestart } from '../engine/daemon/daemon-restart.ts';
import { listen } from '../kernel/sockets.ts';
import { connectTcp } from '../probe/connect-tcp.ts';
import type { Outcome } from '../probe/outcome.ts';
import { ping } from '../probe/ping.ts';
import { sendDatagram } from '../probe/send-datagram.ts';
import { rememberPlaces } from '../swarm/place-hints.ts';
import { advanceTo } from '../time/advance.ts';
import type { World } from '../world.ts';
import { switchLanPort, withTaskNames } from './captured-words.ts';
import type { ShellServices, Terminal } from './command.ts';
import { lookUp } from './commands/net/look-up.ts';
import { resolverConfig } from './commands/net/resolver-config.ts';
import { runCommand, type ShellPlace, terminalAt } from './run-command.ts';
import { HOME } from './terminal.ts';

/** What a program may ask of a simulated world, one JSON object a question. Times are seconds since the story began. */
export interface Question {
  readonly id?: unknown;
  readonly at?: number;
  readonly on?: string;
  readonly cmd?: string;
  readonly probe?: {
    readonly from: string;
    readonly to: string;
    readonly proto: 'tcp' | 'udp' | 'icmp' | 'dns';
    readonly port: number | null;
  };
  readonly dns?: {
    readonly from: string;
    readonly server: string | null;
    readonly name: string;
    readonly type: DnsType;
    readonly proto: 'udp' | 'tcp';
    readonly repeat: number;
  };
  readonly server?: {
    readonly on: string;
    readonly proto: 'tcp' | 'udp';
    readonly port: number;
    readonly bind: string;
  };
  readonly place?: { readonly [task: string]: readonly string[] };
  readonly file?: { readonly on: string; readonly path: string; readonly content: string };
}

export type QuestionAnswer = { readonly [key: string]: unknown };

/** Answers one question; the world's clock first moves to the time of asking. */
export function answerQuestion(
  world: World,
  question: Question,
  services: ShellServices = {},
): QuestionAnswer {
  if (question.at !== undefined) advanceTo(world, Math.max(world.now, question.at * 1000));
  const id = question.id === undefined ? {} : { id: question.id };
  if (question.cmd !== undefined)
    return { ...id, ...command(world, question.on ?? '', question.cmd, services) };
  if (question.probe !== undefined) return { ...id, ...probe(world, question.probe) };
  if (question.dns !== undefined) return { ...id, ...dns(world, question.dns) };
  if (question.server !== undefined) return { ...id, ...server(world, question.server) };
  if (question.file !== undefined) {
    const { on, path, content } = question.file;
    world.files.set(`${on}:${path.startsWith('/') ? path : `${HOME}/${path}`}`, content);
    return { ...id, ok: true };
  }
  if (question.place !== undefined) {
    rememberPlaces(world, question.place);
    return { ...id, ok: true };
  }
  return { ...id, error: 'a question has cmd, probe, dns, server, file or place' };
}

/** `h1` is a machine, `h1/web` the namespaces of a container on it. */
const placeOf = (world: World, on: string): ShellPlace => {
  const [host = '', ...words] = on.split('/');
  const name = words.map((word) => withTaskNames(world, host, word));
  return name.length === 0
    ? { kind: 'machine', machine: host }
    : { kind: 'inside', host, name: name.join('/') };
};

/** `daemon.json = {...} ; restart dockerd`: the new file, then a restart. */
const RESTART = /^daemon\.json = (.*) ; restart dockerd$/;

function command(world: World, on: string, text: string, services: ShellServices): QuestionAnswer {
  if (switchLanPort(world, text)) return { rc: 0, stdout: '', stderr: '' };
  const config = RESTART.exec(text)?.[1];
  if (config === undefined) {
    const { rc, stdout, stderr } = runCommand(
      world,
      placeOf(world, on),
      withTaskNames(world, on, text),
      services,
    );
    return { rc, stdout, stderr };
  }
  const reply = daemonRestart(world, on, { how: 'restart', config: JSON.parse(config) });
  if (reply.ok) return { rc: 0, stdout: '', stderr: '' };
  const beforeStart = reply.message.startsWith('unable to configure');
  return {
    rc: 1,
    stdout: `dockerd did not start:\n${reply.message}\n`,
    stderr: beforeStart ? `${reply.message}\n` : '',
  };
}

interface Found {
  readonly ip: Ip | undefined;
  readonly how: string;
}

function find(terminal: Terminal, name: string): Found {
  const { addresses, how } = lookUp(terminal, name);
  return { ip: addresses[0] === undefined ? undefined : parseIp(addresses[0]), how };
}

const failedLookup = (how: string): string => (how.includes('timeout') ? 'timeout' : 'nxdomain');

function probe(world: World, { from, to, proto, port }: NonNullable<Question['probe']>): QuestionAnswer {
  const terminal = terminalAt(world, placeOf(world, from));
  if ('refused' in terminal) return { result: 'invalid', detail: 'source not running' };
  const literal = parseIp(to);
  const found = literal === undefined || proto === 'dns' ? find(terminal, to) : undefined;
  if (proto === 'dns')
    return found?.ip === undefined
      ? { result: failedLookup(found?.how ?? ''), detail: found?.how ?? '' }
      : { result: 'ok', detail: `${formatIp(found.ip)} (${found.how})` };
  const ip = literal ?? found?.ip;
  const resolved =
    found === undefined ? {} : { resolved: ip === undefined ? found.how : `${formatIp(ip)} (${found.how})` };
  if (ip === undefined) return { ...resolved, result: failedLookup(found!.how), detail: found!.how };
  const { netns } = terminal;
  const outcome =
    proto === 'icmp'
      ? ping(world, { netns, to: ip })
      : proto === 'udp'
        ? sendDatagram(world, { netns, to: ip, port: port ?? 0 })
        : connectTcp(world, { netns, to: ip, port: port ?? 0 });
  return { ...resolved, ...verdict(world, outcome, proto === 'icmp') };
}

function verdict(world: World, outcome: Outcome, echo: boolean): QuestionAnswer {
  switch (outcome.kind) {
    case 'delivered': {
      const { text, ttl, from } = outcome.answer;
      if (ttl !== undefined && text === '')
        return { result: 'ok', detail: `ttl=${ttl} from=${formatIp(from)}` };
      return { result: 'ok', detail: text === '' ? 'connected, no data' : named(world, text.trim()) };
    }
    case 'refused':
      return { result: 'refused', detail: 'Connection refused' };
    case 'timeout':
      return { result: 'timeout', detail: '' };
    case 'unreachable': {
      const { icmp, cause } = outcome;
      // A raw socket reads the ICMP message itself; a program with a connection gets the error that it stands for.
      if (icmp !== undefined && echo)
        return {
          result: 'unreachable',
          detail: `icmp type=${icmp.type} code=${icmp.code} from=${formatIp(icmp.from)}`,
        };
      const network = icmp === undefined ? cause.kind === 'no-route' : icmp.code === 0;
      return { result: 'unreachable', detail: network ? 'Network is unreachable' : 'No route to host' };
    }
    case 'unresolved':
      return { result: 'nxdomain', detail: `dns ${outcome.rcode}` };
    case 'closed':
      return { result: 'closed', detail: 'connected, then end of stream' };
  }
}

/** A container answers with its hostname, which is its short id unless it was given one; people know it by its name. */
const named = (world: World, text: string): string =>
  text.replace(/srv=([0-9a-f]{12})\b/, (whole, id: string) => {
    for (const engine of world.engines.values())
      for (const container of engine.containers.values())
        if (container.id.startsWith(id)) return `srv=${engine.host}/${container.name}`;
    return whole;
  });

function dns(
  world: World,
  { from, server: given, name, type, proto, repeat }: NonNullable<Question['dns']>,
): QuestionAnswer {
  const terminal = terminalAt(world, placeOf(world, from));
  if ('refused' in terminal) return { error: terminal.refused };
  const address = parseIp(given ?? resolverConfig(terminal).servers[0] ?? '');
  if (address === undefined) return { replies: [{ rcode: 'no nameserver', answers: [] }] };
  const query: DnsQuery = { name, type, transport: proto };
  const replies = Array.from({ length: Math.min(repeat, 100) }, () =>
    queryDns(world, { netns: terminal.netns, server: address, query }),
  );
  return { replies: replies.map(({ rcode, answers }) => ({ rcode: ERRORS[rcode] ?? rcode, answers })) };
}

/** What the operating system says where no answer came. */
const ERRORS: { readonly [rcode: string]: string } = {
  refused: 'Connection refused',
  unreachable: 'Network is unreachable',
};

/** Servers of the machines answer from the address that they were asked at, and say it. */
function server(world: World, { on, proto, port, bind }: NonNullable<Question['server']>): QuestionAnswer {
  const machine = world.kernel.machines.get(on);
  if (machine === undefined) return { error: `there is no machine ${on}` };
  const address = bind === '0.0.0.0' ? 'any4' : (parseIp(bind) ?? 'any4');
  const answer = listen(world.kernel, machine.root, {
    transport: proto,
    address,
    port,
    process: { name: 'python3', pid: 1000 + port },
    service: { kind: 'echo', name: on, tellsLocal: true },
    repliesFrom: 'asked',
    backlog: 50,
  });
  return answer.ok ? { ok: true } : { error: answer.error };
}

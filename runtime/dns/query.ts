import type { Ip } from '../address/ip.ts';
import type { NetnsId, Service } from '../kernel/kernel.ts';
import { socketById } from '../kernel/sockets.ts';
import type { Recorder } from '../kernel/trace.ts';
import { connectTcp } from '../probe/connect-tcp.ts';
import type { Outcome } from '../probe/outcome.ts';
import { sendDatagram } from '../probe/send-datagram.ts';
import type { World } from '../world.ts';
import { answerQuery } from './answer-query.ts';
import type { DnsQuery, DnsReply } from './dns-server.ts';
import { emptyReply } from './reply.ts';

const DNS_PORT = 53;
/** Resolvers that ask resolvers, before somebody gives up. */
const MAX_FORWARDS = 4;

export interface DnsRequest {
  readonly netns: NetnsId;
  readonly server: Ip;
  readonly query: DnsQuery;
  readonly recorder?: Recorder;
  /** How many resolvers have passed the question on so far. */
  readonly forwards?: number;
}

/** Asks a name server over the simulated network: whoever's socket the question reaches answers it. */
export function queryDns(world: World, request: DnsRequest): DnsReply {
  const { netns, server, query, recorder, forwards = 0 } = request;
  if (forwards > MAX_FORWARDS) return emptyReply('timeout');
  const packet = { netns, to: server, port: DNS_PORT, ...(recorder && { recorder }) };
  const outcome = query.transport === 'udp' ? sendDatagram(world, packet) : connectTcp(world, packet);
  if (outcome.kind !== 'delivered') return emptyReply(failureOf(outcome));
  const service = serviceAt(world, outcome.answer.at);
  if (service?.kind !== 'dns') return emptyReply('timeout');
  const nameServer = world.dnsServers.get(service.server);
  if (nameServer === undefined) return emptyReply('timeout');
  return answerQuery(world, nameServer, query, forwards);
}

type At = Extract<Outcome, { kind: 'delivered' }>['answer']['at'];
const serviceAt = (world: World, at: At): Service | undefined =>
  at && socketById(world.kernel, at.netns, at.socket)?.service;

function failureOf({ kind }: Exclude<Outcome, { kind: 'delivered' }>): 'timeout' | 'refused' | 'unreachable' {
  return kind === 'refused' || kind === 'unreachable' ? kind : 'timeout';
}

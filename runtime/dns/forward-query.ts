import { parseIp } from '../address/ip.ts';
import { type Engine, versionOf } from '../engine/engine.ts';
import { hostRoot } from '../engine/libnetwork/host.ts';
import type { Sandbox, Upstream } from '../engine/libnetwork/sandbox.ts';
import type { World } from '../world.ts';
import type { DnsQuery, DnsReply } from './dns-server.ts';
import { queryDns } from './query.ts';
import { emptyReply } from './reply.ts';

/** Passes a question on to the upstream servers, one after the other, until one gives an answer worth having. */
export function forwardQuery(
  world: World,
  engine: Engine,
  sandbox: Sandbox,
  query: DnsQuery,
  forwards: number,
): DnsReply {
  const { unansweredQuery, lastReplyCounts } = versionOf(engine).libnetwork;
  let last: DnsReply | undefined;
  let silent = false;
  for (const upstream of usableUpstreams(engine, sandbox)) {
    const server = parseIp(upstream.address);
    if (server === undefined) continue;
    const netns = upstream.fromHost ? hostRoot(world, engine.host) : sandbox.netns;
    const reply = queryDns(world, { netns, server, query, forwards: forwards + 1 });
    last = isReply(reply) ? reply : undefined;
    silent ||= reply.rcode === 'timeout';
    if (last !== undefined && isFinal(engine, last)) return last;
  }
  if (last !== undefined && lastReplyCounts) return last;
  // A server that stays silent is waited for longer than the client waits.
  return emptyReply(unansweredQuery === 'SERVFAIL' && !silent ? 'SERVFAIL' : 'timeout');
}

const isReply = ({ rcode }: DnsReply): boolean => !['timeout', 'refused', 'unreachable'].includes(rcode);

function isFinal(engine: Engine, { rcode, authoritative }: DnsReply): boolean {
  if (rcode === 'NXDOMAIN') return authoritative || versionOf(engine).libnetwork.nxdomainIsFinal;
  return rcode === 'NOERROR';
}

/** Containers that reach nothing outside may not reach it through the host either, in releases that care. */
function usableUpstreams(engine: Engine, sandbox: Sandbox): readonly Upstream[] {
  const upstreams = sandbox.resolver?.upstreams ?? [];
  if (!versionOf(engine).libnetwork.internalHidesHostServers || leadsOutside(engine, sandbox))
    return upstreams;
  return upstreams.filter(({ fromHost }) => !fromHost);
}

const leadsOutside = ({ controller }: Engine, { endpoints }: Sandbox): boolean =>
  endpoints.some((id) => controller.endpoints.get(id)!.attachment?.gateway !== undefined);

import type { World } from '../world.ts';
import type { DnsQuery, DnsReply, DnsServer } from './dns-server.ts';
import { answerFromSandbox } from './embedded-resolver.ts';
import { emptyReply } from './reply.ts';
import { answerFromZone } from './zone.ts';

/** A label of a name has 63 bytes at most (RFC 1035): longer ones cannot even be read. */
const MAX_LABEL = 63;

/** What a name server says to a question that has reached it. */
export function answerQuery(world: World, server: DnsServer, query: DnsQuery, forwards: number): DnsReply {
  if (query.name.split('.').some((label) => label.length > MAX_LABEL)) return emptyReply('FORMERR', false);
  switch (server.kind) {
    case 'embedded':
      return answerFromSandbox(world, server, query, forwards);
    case 'zone':
      return answerFromZone(server, query);
    default:
      return server satisfies never;
  }
}

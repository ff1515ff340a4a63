import type { Outcome } from '../probe/outcome.ts';
import type { World } from '../world.ts';
import { describeCause } from './describe-cause.ts';
import { formatEndpoint } from './names.ts';

/** One line: `answered by web, who saw 172.17.0.1:40000`, `refused: nothing listens on port 81 in web`. */
export function describeOutcome(world: World, outcome: Outcome): string {
  switch (outcome.kind) {
    case 'delivered': {
      const { server, peer } = outcome.answer;
      const saw = peer === undefined ? '' : `, who saw ${formatEndpoint(peer.ip, peer.port)}`;
      return server === '' ? 'answered' : `answered by ${server}${saw}`;
    }
    case 'unresolved':
      return `unresolved: ${outcome.name} gives ${outcome.rcode}`;
    case 'closed':
      return `closed without an answer${outcome.cause ? `: ${describeCause(world, outcome.cause)}` : ''}`;
    case 'refused':
    case 'timeout':
    case 'unreachable':
      return `${outcome.kind}: ${describeCause(world, outcome.cause)}`;
    default:
      return outcome satisfies never;
  }
}

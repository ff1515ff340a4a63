import { formatIp } from '../../address/ip.ts';
import type { World } from '../../world.ts';
import type { Question } from '../ask.ts';
import { heardKey } from '../history.ts';
import { hasNetwork, type Party } from '../party.ts';
import type { Session } from '../session.ts';
import { doorText } from './doors.ts';

/**
 * Why `from cannot reach to` would hold in any world; undefined when it says something. What was true earlier
 * in the story counts: a port on which something listened before a step says something after it.
 */
export function hollowReason(
  session: Session,
  from: Party,
  to: Party,
  questions: readonly Question[],
): string | undefined {
  if (from.netns === undefined) return `\`${from.name}\` does not run, so it reaches nobody`;
  if (to.kind !== 'localhost' && isOffline(session.world, from))
    return `\`${from.name}\` has no network of its own, so it reaches nobody`;
  if (questions.length === 0)
    return to.addresses.length === 0
      ? `\`${to.name}\` has no address now`
      : `\`${to.name}\` listens on no port`;
  if (to.kind === 'internet' || questions.some((question) => wasHeard(session, question))) return undefined;
  const deaf = questions[0]!;
  const at = deaf.door.kind === 'icmp' ? formatIp(deaf.ip) : `${doorText(deaf.door)} at ${formatIp(deaf.ip)}`;
  return deaf.door.kind === 'icmp' ? `nobody ever had the address ${at}` : `nothing ever listened on ${at}`;
}

const isOffline = (world: World, { netns }: Party): boolean =>
  netns !== undefined && !hasNetwork(world, netns);

const wasHeard = ({ history }: Session, { ip, door }: Question): boolean =>
  history.heard.has(door.kind === 'icmp' ? `${ip}` : heardKey(ip, door.protocol, door.port));

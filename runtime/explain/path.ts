import { formatIp } from '../address/ip.ts';
import type { Hop } from '../kernel/trace.ts';
import type { World } from '../world.ts';
import { formatEndpoint, linkName, namespaceName } from './names.ts';

/**
 * `proxy eth1 172.19.0.3 ─▶ br-5c1f (back) ─▶ db eth0 172.19.0.2:5432`: the packet's way to the last place
 * that it saw.
 */
export function pathLine(world: World, hops: readonly Hop[]): string {
  const stations: string[] = [];
  const say = (station: string): void => {
    if (stations.at(-1) !== station) stations.push(station);
  };
  for (const hop of outward(hops)) {
    const name = namespaceName(world, hop.netns);
    if (hop.kind === 'leave' && stations.length === 0)
      say(`${name} ${linkName(world, hop.link)} ${formatIp(hop.packet.source)}`);
    else if (hop.kind === 'bridge') say(linkName(world, hop.bridge));
    else if (hop.kind === 'route' && hop.decision === 'forward') say(name);
    else if (hop.kind === 'deliver')
      say(`${name} ${formatEndpoint(hop.packet.destination, hop.packet.destinationPort)}`);
    else if (hop.kind === 'lost') {
      say(`✗ in ${name}`);
      break;
    }
  }
  return stations.join(' ─▶ ');
}

/** The hops before the first answer is sent. */
function outward(hops: readonly Hop[]): readonly Hop[] {
  const answer = hops.findIndex((hop, i) => i > 0 && hop.kind === 'send');
  return answer < 0 ? hops : hops.slice(0, answer);
}

import type { Segment } from '../../../compiler/ir/surroundings.ts';
import { cidr, parseCidr } from '../../address/cidr.ts';
import { addToIp, formatIp, type Ip } from '../../address/ip.ts';
import { addMachine } from '../../kernel/create.ts';
import type { NetnsId } from '../../kernel/kernel.ts';
import { addAddress } from '../../kernel/links.ts';
import { loopbackOf } from '../../kernel/namespaces.ts';
import { addRoute } from '../../kernel/routes.ts';
import { addSegment } from '../../kernel/segments.ts';
import type { World } from '../../world.ts';
import { INTERNET, publicBlocks, UPLINK } from './internet.ts';
import { plugIn } from './machines.ts';
import { startProcess } from './processes.ts';

/** The wire between the routers and the internet. */
const UPLINK_SEGMENT = 'uplink';
const FIRST_ROUTER = 2;
/** What a claim without a port asks of the internet; any other port is opened when somebody asks for it. */
const WEB_PORTS = [80, 443];

/** A machine beyond the routers that takes every public address for its own. */
export function buildInternet(world: World, segments: readonly Segment[]): void {
  addSegment(world.kernel, UPLINK_SEGMENT);
  const { root } = addMachine(world.kernel, { name: INTERNET, kind: 'internet' });
  plugIn(world, root, uplinkCard(1));
  const lo = loopbackOf(world.kernel, root);
  const declared = segments.flatMap(({ subnet }) => parseCidr(subnet) ?? []);
  dropTheRest(world, root);
  for (const { base, length } of publicBlocks(declared))
    addAddress(world.kernel, lo.id, { ip: base, length, scope: 'global' });
  for (const port of WEB_PORTS) startProcess(world, INTERNET, { port, protocol: 'tcp' });
}

/**
 * The router of a LAN: it has the gateway's address there, and forwards to the internet if the LAN has an
 * uplink.
 */
export function buildRouter(world: World, segment: Segment, number: number): void {
  const subnet = parseCidr(segment.subnet)!;
  const { root } = addMachine(world.kernel, {
    name: routerName(segment),
    kind: 'router',
    sysctls: { 'net.ipv4.ip_forward': '1' },
  });
  const inside = { name: 'lan0', segment: segment.name, addresses: [`${segment.gateway}/${subnet.length}`] };
  plugIn(world, root, inside);
  if (!segment.uplink) {
    dropTheRest(world, root);
    return;
  }
  plugIn(world, root, uplinkCard(FIRST_ROUTER + number));
  addRoute(world.kernel, root, { destination: cidr(0, 0), via: uplinkIp(1) });
  const internet = world.kernel.machines.get(INTERNET)!.root;
  if (typeof subnet.base === 'number')
    addRoute(world.kernel, internet, { destination: subnet, via: uplinkIp(FIRST_ROUTER + number) });
}

/** Providers drop what they have no route for without a word: a client hears nothing and times out. */
function dropTheRest(world: World, root: NetnsId): void {
  addRoute(world.kernel, root, { destination: cidr(0, 0), type: 'blackhole' });
}

export const routerName = ({ name }: Segment): string => `${name}-router`;

const uplinkIp = (number: number): Ip => addToIp(UPLINK.base, number);
const uplinkCard = (number: number) => ({
  name: 'wan0',
  segment: UPLINK_SEGMENT,
  addresses: [`${formatIp(uplinkIp(number))}/${UPLINK.length}`],
});

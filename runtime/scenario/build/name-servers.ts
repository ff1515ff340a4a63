import type { Segment } from '../../../compiler/ir/surroundings.ts';
import { contains, parseCidr } from '../../address/cidr.ts';
import { type Ip, parseIp } from '../../address/ip.ts';
import { addMachine } from '../../kernel/create.ts';
import type { NetnsId } from '../../kernel/kernel.ts';
import { addAddress } from '../../kernel/links.ts';
import { loopbackOf } from '../../kernel/namespaces.ts';
import { isLocal } from '../../kernel/routes.ts';
import { listen } from '../../kernel/sockets.ts';
import type { World } from '../../world.ts';
import { INTERNET } from './internet.ts';
import { plugIn } from './machines.ts';

const TTL = 0;

/**
 * A LAN's name server: on the machine that has its address, else on one of its own, on the LAN or out on the
 * internet.
 */
export function buildNameServer(world: World, segment: Segment): string | undefined {
  const { dns } = segment;
  const ip = dns === undefined ? undefined : parseIp(dns.address);
  if (dns === undefined || ip === undefined) return undefined;
  const key = `${segment.name}-dns`;
  const root = namespaceWith(world, ip) ?? newServer(world, segment, ip, key);
  if (root === undefined)
    return `the name server ${dns.address} is neither on ${segment.name} nor beyond an uplink`;
  const records = dns.records.map((record) => ({ ...record, ttl: TTL }));
  world.dnsServers.set(key, { kind: 'zone', records, otherwise: dns.otherwise });
  serve(world, root, ip, key);
  return undefined;
}

function namespaceWith(world: World, ip: Ip): NetnsId | undefined {
  for (const { root, kind } of world.kernel.machines.values())
    if (kind !== 'internet' && isLocal(world.kernel, root, ip)) return root;
  return undefined;
}

function newServer(world: World, segment: Segment, ip: Ip, name: string): NetnsId | undefined {
  const subnet = parseCidr(segment.subnet)!;
  if (!contains(subnet, ip)) return beyondUplink(world, ip);
  const { root } = addMachine(world.kernel, { name, kind: 'client' });
  plugIn(world, root, {
    name: 'eth0',
    segment: segment.name,
    addresses: [`${segment.dns!.address}/${subnet.length}`],
  });
  return root;
}

function beyondUplink(world: World, ip: Ip): NetnsId | undefined {
  const internet = world.kernel.machines.get(INTERNET);
  if (internet === undefined) return undefined;
  if (!isLocal(world.kernel, internet.root, ip))
    addAddress(world.kernel, loopbackOf(world.kernel, internet.root).id, { ip, length: 32, scope: 'global' });
  return internet.root;
}

function serve(world: World, root: NetnsId, ip: Ip, server: string): void {
  for (const transport of ['udp', 'tcp'] as const)
    listen(world.kernel, root, {
      transport,
      address: ip,
      port: 53,
      process: { name: 'named', pid: 53 },
      service: { kind: 'dns', server },
    });
}

/** The internet's own name servers know nothing of this world: every name is unknown to them. */
export function buildPublicNameServer(world: World): void {
  const root = world.kernel.machines.get(INTERNET)!.root;
  world.dnsServers.set(INTERNET, { kind: 'zone', records: [], otherwise: 'NXDOMAIN' });
  for (const text of ['8.8.8.8', '8.8.4.4']) serve(world, root, parseIp(text)!, INTERNET);
}

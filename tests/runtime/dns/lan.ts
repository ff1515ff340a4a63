import { parseIp } from '../../../runtime/address/ip.ts';
import type { DnsQuery, DnsReply, DnsServer, DnsType } from '../../../runtime/dns/dns-server.ts';
import { queryDns } from '../../../runtime/dns/query.ts';
import type { Sandbox } from '../../../runtime/engine/libnetwork/sandbox.ts';
import { addMachine } from '../../../runtime/kernel/create.ts';
import { addAddress, setUp } from '../../../runtime/kernel/links.ts';
import { addNic } from '../../../runtime/kernel/segments.ts';
import { listen } from '../../../runtime/kernel/sockets.ts';
import type { World } from '../../../runtime/world.ts';

const RECORDS = [{ name: 'www.ext.test', type: 'A', ttl: 60, data: '203.0.113.10' }] as const;

/** A name server on the host's LAN, which knows www.ext.test. */
export function addNameServer(
  world: World,
  address: string,
  otherwise: Extract<DnsServer, { kind: 'zone' }>['otherwise'],
  records: readonly (typeof RECORDS)[number][] = RECORDS,
): void {
  const name = `dns-${address}`;
  const ip = parseIp(address)!;
  const { root } = addMachine(world.kernel, { name, kind: 'client' });
  const nic = addNic(world.kernel, root, {
    name: 'eth0',
    segment: 'lan',
    mac: 0x020000000100 + (Number(ip) % 256),
  });
  setUp(world.kernel, nic.id);
  addAddress(world.kernel, nic.id, { ip, length: 24 });
  world.dnsServers.set(name, { kind: 'zone', records, otherwise });
  for (const transport of ['udp', 'tcp'] as const)
    listen(world.kernel, root, {
      transport,
      address: ip,
      port: 53,
      process: { name: 'named', pid: 53 },
      service: { kind: 'dns', server: name },
    });
}

/** A question to the engine's resolver in a container. */
export const askResolver = (
  world: World,
  { netns }: Sandbox,
  name: string,
  type: DnsType = 'A',
  transport: DnsQuery['transport'] = 'udp',
): DnsReply => queryDns(world, { netns, server: parseIp('127.0.0.11')!, query: { name, type, transport } });

export const told = ({ rcode, answers }: DnsReply): string =>
  [rcode, ...answers.map(({ data }) => data).sort()].join(' ');

import { formatIp } from '../../../address/ip.ts';
import type { World } from '../../../world.ts';
import type { Engine } from '../../engine.ts';
import type { Endpoint } from '../endpoint.ts';
import type { HostsEntry, Sandbox, SandboxConfig } from '../sandbox.ts';

/** What every container's /etc/hosts begins with (libnetwork etchosts/etchosts.go). */
const HEAD: readonly HostsEntry[] = [
  { ip: '127.0.0.1', names: 'localhost' },
  { ip: '::1', names: 'localhost ip6-localhost ip6-loopback' },
  { ip: 'fe00::0', names: 'ip6-localnet' },
  { ip: 'ff00::0', names: 'ip6-mcastprefix' },
  { ip: 'ff02::1', names: 'ip6-allnodes' },
  { ip: 'ff02::2', names: 'ip6-allrouters' },
];

const pathOf = ({ container }: Sandbox): string => `${container}:/etc/hosts`;
const lineOf = ({ ip, names }: HostsEntry): string => `${ip}\t${names}\n`;

/** A new container's /etc/hosts; one on the host's network without lines of its own has a copy of the host's. */
export function writeHosts(world: World, engine: Engine, sandbox: Sandbox): void {
  const { useHost, extraHosts } = sandbox.config;
  const copied = useHost && extraHosts.length === 0;
  const text = copied
    ? (world.files.get(`${engine.host}:/etc/hosts`) ?? '')
    : [...HEAD, ...extraHosts].map(lineOf).join('');
  world.files.set(pathOf(sandbox), text);
}

/** The container's own names: `web.corp.lan web`; a domain may come with the hostname. */
function ownNames({ hostname, domainname }: SandboxConfig): string {
  const full = domainname === '' ? hostname : `${hostname}.${domainname}`;
  const dot = full.indexOf('.');
  return dot < 0 ? full : `${full} ${full.slice(0, dot)}`;
}

const linesOf = (sandbox: Sandbox, { ipv4, ipv6 }: Endpoint): string[] => {
  const names = ownNames(sandbox.config);
  const addresses = [ipv4, ipv6].flatMap((address) => (address ? [formatIp(address.ip)] : []));
  return names === '' ? [] : addresses.map((ip) => lineOf({ ip, names }));
};

/** A joined network adds the container's own names with its addresses there. */
export function addHostsLines(world: World, sandbox: Sandbox, endpoint: Endpoint): void {
  if (sandbox.config.useHost) return;
  edit(world, sandbox, (text) => text + linesOf(sandbox, endpoint).join(''));
}

export function removeHostsLines(world: World, sandbox: Sandbox, endpoint: Endpoint): void {
  const gone = new Set(linesOf(sandbox, endpoint).map((line) => line.trimEnd()));
  edit(world, sandbox, (text) =>
    text
      .split('\n')
      .filter((line) => !gone.has(line))
      .join('\n'),
  );
}

/** A line with these names gets another address; other lines stay as they are, a person's too. */
export function replaceHostsEntry(world: World, sandbox: Sandbox, entry: HostsEntry): void {
  const end = `\t${entry.names}`;
  edit(world, sandbox, (text) =>
    text
      .split('\n')
      .map((line) => (line.endsWith(end) ? `${entry.ip}${end}` : line))
      .join('\n'),
  );
}

function edit(world: World, sandbox: Sandbox, change: (text: string) => string): void {
  world.files.set(pathOf(sandbox), change(world.files.get(pathOf(sandbox)) ?? ''));
}

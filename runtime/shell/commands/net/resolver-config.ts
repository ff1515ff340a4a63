import type { Terminal } from '../../command.ts';

/** What /etc/resolv.conf says, as the C library reads it (resolv.conf(5)). */
export interface ResolverConfig {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
}

export function resolverConfig(terminal: Terminal): ResolverConfig {
  const servers: string[] = [];
  let search: readonly string[] = [];
  let ndots = 1;
  for (const line of (terminal.readFile('/etc/resolv.conf') ?? '').split('\n')) {
    const [key, ...words] = line.trim().split(/\s+/);
    if (key === 'nameserver' && words[0] !== undefined) servers.push(words[0]);
    if (key === 'search' || key === 'domain') search = words;
    const option = key === 'options' ? words.find((word) => word.startsWith('ndots:')) : undefined;
    if (option !== undefined) ndots = Number(option.slice('ndots:'.length));
  }
  return { servers, search, ndots };
}

/** `3.0.18.172.in-addr.arpa` for an IPv4 address; undefined for anything else. */
export const reverseName = (address: string): string | undefined =>
  /^(\d{1,3}\.){3}\d{1,3}$/.test(address)
    ? `${address.split('.').reverse().join('.')}.in-addr.arpa`
    : undefined;

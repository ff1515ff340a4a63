import { parseAddress } from '../addresses.ts';

/** A host or container port range; one port is a range of one. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

const protocols = ['tcp', 'udp', 'sctp'] as const;
export type Protocol = (typeof protocols)[number];

/** One container port of a short form: `published` stays as compose keeps it, a port or a range of them. */
export interface ShortPort {
  readonly hostIp: string;
  readonly published: string;
  readonly target: number;
  readonly protocol: Protocol;
}

/**
 * `[address:][host port:]container port[/protocol]`, each port possibly a range (go-connections nat/nat.go). A range
 * of container ports becomes one entry each; a range of host ports for one container port stays a range.
 * The problem, if it has one, is in the words of compose.
 */
export function parseShortPort(text: string): readonly ShortPort[] | { readonly problem: string } {
  const parts = text.split(':');
  const [container = '', protocolText = ''] = parts.at(-1)!.split('/');
  const host = parts.at(-2) ?? '';
  const hostIp = unbracket(parts.slice(0, -2).join(':'));
  if (hostIp !== '' && parseAddress(hostIp) === undefined)
    return { problem: `Invalid ip address: ${hostIp}` };
  if (container === '') return { problem: `No port specified: ${text}<empty>` };
  const target = parseRange(container);
  if (target === undefined) return { problem: `Invalid containerPort: ${container}` };
  const published = host === '' ? undefined : parseRange(host);
  if (host !== '' && published === undefined) return { problem: `Invalid hostPort: ${host}` };
  const count = target.last - target.first;
  if (published !== undefined && count > 0 && published.last - published.first !== count) {
    return { problem: `Invalid ranges specified for container and host Ports: ${container} and ${host}` };
  }
  const protocol = protocolOf(protocolText);
  if (protocol === undefined) return { problem: `Invalid proto: ${protocolText}` };
  return Array.from({ length: count + 1 }, (_, i) => ({
    hostIp,
    published: published === undefined ? '' : hostPort(published, count, i),
    target: target.first + i,
    protocol,
  }));
}

function hostPort({ first, last }: Range, count: number, i: number): string {
  return count === 0 && first !== last ? `${first}-${last}` : String(first + i);
}

/** `8000` or `8000-8010`; undefined if it is not a range of ports from 0 to 65535. */
export function parseRange(text: string): Range | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first <= last && last <= 65535 ? { first, last } : undefined;
}

/** `tcp` if the text is empty; undefined if it is no protocol with ports. */
export const protocolOf = (text: string): Protocol | undefined =>
  text === '' ? 'tcp' : protocols.find((protocol) => protocol === text.toLowerCase());

const unbracket = (address: string) => (/^\[.*\]$/.test(address) ? address.slice(1, -1) : address);

/**
 * The number that YAML 1.1 reads where a port mapping stands without quotes: `8022:22` is 8022 × 60 + 22. Only if
 * every part after the first is below 60 (the int type of YAML 1.1).
 */
export function sexagesimal(plain: string): number | undefined {
  if (!/^[1-9][0-9_]*(:[0-5]?[0-9])+$/.test(plain)) return undefined;
  return plain
    .replaceAll('_', '')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

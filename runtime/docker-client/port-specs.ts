import { parseIp } from '../address/ip.ts';
import type { PortBinding } from '../docker-api/container.ts';
import { type ClientResult, complain, ok } from './result.ts';

/** What `-p` and `--expose` come to: the exposed ports, and where each is published. Keys are `80/tcp`. */
export interface PortSpecs {
  readonly exposed: readonly string[];
  readonly bindings: { readonly [port: string]: readonly PortBinding[] };
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/** `80` or `80-90` (go-connections nat/parse.go). */
export function parsePortRange(text: string): Range | undefined {
  const [first = '', last] = text.split('-', 2);
  if (![first, last ?? first].every((word) => /^\d+$/.test(word) && Number(word) <= 65535)) return undefined;
  const range = { first: Number(first), last: Number(last ?? first) };
  return range.last < range.first ? undefined : range;
}

/** `80/udp` to its protocol and port; tcp when none is said. */
export function splitProtocol(text: string): { readonly protocol: string; readonly port: string } {
  const [port = '', protocol = ''] = text.split('/');
  return port === '' ? { protocol: '', port: '' } : { protocol: protocol === '' ? 'tcp' : protocol, port };
}

/** The last part is the container's port, the one before it the host's; whatever stands before is an address. */
function splitParts(text: string): {
  readonly ip: string;
  readonly host: string;
  readonly container: string;
} {
  const parts = text.split(':');
  const container = parts.at(-1) ?? '';
  return { ip: parts.slice(0, -2).join(':'), host: parts.length > 1 ? parts.at(-2)! : '', container };
}

/** `127.0.0.1:8080:80/tcp` in all its forms (go-connections nat/nat.go). */
export function parsePortSpec(
  text: string,
): ClientResult<readonly { readonly port: string; readonly binding: PortBinding }[]> {
  const parts = splitParts(text);
  const { protocol: given, port } = splitProtocol(parts.container);
  const protocol = given.toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(protocol))
    return complain(port === '' ? `no port specified: ${text}<empty>` : `invalid proto: ${protocol}`);
  if (parts.ip.startsWith('[') && !parts.ip.endsWith(']'))
    return complain(`invalid IP address ${parts.ip}: address ${parts.ip}:: missing ']' in address`);
  const ip = parts.ip.startsWith('[') && parts.ip.endsWith(']') ? parts.ip.slice(1, -1) : parts.ip;
  if (ip !== '' && parseIp(ip) === undefined) return complain(`invalid IP address: ${ip}`);
  const container = parsePortRange(port);
  if (container === undefined) return complain(`invalid containerPort: ${port}`);
  const host = parts.host === '' ? undefined : parsePortRange(parts.host);
  if (parts.host !== '' && host === undefined) return complain(`invalid hostPort: ${parts.host}`);
  const count = container.last - container.first;
  // A range of host ports for one container port means "one of these".
  const choice = count === 0 && host !== undefined && host.last > host.first;
  if (host !== undefined && host.last - host.first !== count && !choice)
    return complain(`invalid ranges specified for container and host Ports: ${port} and ${parts.host}`);
  return ok(
    Array.from({ length: count + 1 }, (_, i) => ({
      port: `${container.first + i}/${protocol}`,
      binding: {
        HostIp: ip,
        HostPort: host === undefined ? '' : choice ? `${host.first}-${host.last}` : `${host.first + i}`,
      },
    })),
  );
}

/** `published=8080,target=80,protocol=tcp` in the short form; the rest as it is. */
function toShortForm(text: string): ClientResult<string> {
  if (!text.includes('=')) return ok(text);
  const fields = new Map([['protocol', 'tcp']]);
  for (const field of text.split(',')) {
    const [key = '', value] = field.split('=', 2);
    if (key === '' || value === undefined)
      return complain(`invalid publish opts format (should be name=value but got '${field}')`);
    fields.set(key, value);
  }
  return ok(`${fields.get('published') ?? ''}:${fields.get('target') ?? ''}/${fields.get('protocol')}`);
}

function parseExpose(text: string): ClientResult<readonly string[]> {
  if (text.includes(':')) return complain(`invalid port format for --expose: ${text}`);
  const { protocol, port } = splitProtocol(text);
  const range = parsePortRange(port);
  if (range === undefined)
    return complain(`invalid range format for --expose: ${text}, error: ${rangeComplaint(port)}`);
  return ok(
    Array.from(
      { length: range.last - range.first + 1 },
      (_, i) => `${range.first + i}/${protocol.toLowerCase()}`,
    ),
  );
}

/** Go's own words for a number that is none or too large (strconv). */
function rangeComplaint(port: string): string {
  if (port === '') return 'empty string specified for ports';
  const [first = '', last] = port.split('-', 2);
  const wrong = /^\d+$/.test(first) && Number(first) <= 65535 ? (last ?? first) : first;
  if (!/^\d+$/.test(wrong)) return `strconv.ParseUint: parsing "${wrong}": invalid syntax`;
  if (Number(wrong) > 65535) return `strconv.ParseUint: parsing "${wrong}": value out of range`;
  return `invalid range specified for port: ${port}`;
}

/** All `-p` and `--expose` of one command line, or the first complaint. */
export function parsePortSpecs(
  publish: readonly string[],
  expose: readonly string[],
): ClientResult<PortSpecs> {
  const exposed = new Set<string>();
  const bindings: { [port: string]: PortBinding[] } = {};
  for (const text of publish) {
    const short = toShortForm(text);
    if (!short.ok) return short;
    const specs = parsePortSpec(short.value);
    if (!specs.ok) return specs;
    for (const { port, binding } of specs.value) {
      exposed.add(port);
      bindings[port] = [...(bindings[port] ?? []), binding];
    }
  }
  for (const text of expose) {
    const ports = parseExpose(text);
    if (!ports.ok) return ports;
    for (const port of ports.value) exposed.add(port);
  }
  return ok({ exposed: [...exposed], bindings });
}

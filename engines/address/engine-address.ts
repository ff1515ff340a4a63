import { EngineError } from '../engine-error.ts';

/** Where an engine listens. */
export type EngineAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsFiles };

/** PEM texts. */
export interface TlsFiles {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

const PLAIN_PORT = 2375;
const TLS_PORT = 2376;

/** `unix:///run/docker.sock`, `tcp://10.0.0.5:2375`, `npipe:////./pipe/docker_engine`, as DOCKER_HOST has them. */
export function parseEngineAddress(text: string, tls?: TlsFiles): EngineAddress {
  const socket = /^(?:unix|npipe):\/\/(\/.+)$/.exec(text)?.[1];
  if (socket !== undefined) return { kind: 'socket', path: socket };
  const match = /^(tcp|http|https):\/\/(\[[0-9a-fA-F:]+\]|[^:/]+)(?::(\d{1,5}))?\/?$/.exec(text);
  if (match === null) throw new EngineError(`${text} is no engine's address: ${EXPECTED}`);
  const secure = tls ?? (match[1] === 'https' ? {} : undefined);
  const port = match[3] === undefined ? (secure === undefined ? PLAIN_PORT : TLS_PORT) : Number(match[3]);
  return { kind: 'tcp', host: match[2]!.replace(/^\[|\]$/g, ''), port, ...(secure && { tls: secure }) };
}

const EXPECTED = 'it should be like unix:///var/run/docker.sock or tcp://10.0.0.5:2375';

export function addressText(address: EngineAddress): string {
  if (address.kind === 'socket') return `unix://${address.path}`;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return `tcp://${host}:${address.port}`;
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../engine-error.ts';
import { type EngineAddress, parseEngineAddress, type TlsFiles } from './engine-address.ts';

const DEFAULT_SOCKET = 'unix:///var/run/docker.sock';

export interface Environment {
  readonly [variable: string]: string | undefined;
}

/** The engine that the docker command would talk to: DOCKER_HOST, else the context in use, else the socket. */
export function currentEngine(environment: Environment): EngineAddress {
  const host = environment.DOCKER_HOST;
  if (host) return parseEngineAddress(host, tlsOfEnvironment(environment));
  const name = environment.DOCKER_CONTEXT || contextInUse(environment);
  return name === undefined || name === 'default'
    ? parseEngineAddress(DEFAULT_SOCKET)
    : engineOfContext(name, environment);
}

/** What `docker context` keeps of an endpoint (docker/cli, context/store). */
interface ContextMeta {
  readonly Endpoints?: { readonly docker?: { readonly Host?: string } };
}

/** The engine of a context that `docker context create` made. */
export function engineOfContext(name: string, environment: Environment): EngineAddress {
  if (name === 'default') return parseEngineAddress(environment.DOCKER_HOST || DEFAULT_SOCKET);
  const id = createHash('sha256').update(name).digest('hex');
  const folder = configFolder(environment);
  const meta = readJson<ContextMeta>(join(folder, 'contexts', 'meta', id, 'meta.json'));
  const host = meta?.Endpoints?.docker?.Host;
  if (host === undefined) throw new EngineError(`there is no docker context \`${name}\` in ${folder}`);
  const tls = readTls(join(folder, 'contexts', 'tls', id, 'docker'));
  if (host.startsWith('ssh://'))
    throw new EngineError(
      `the context \`${name}\` goes over ssh: forward its socket (ssh -L /tmp/docker.sock:/var/run/docker.sock HOST) and say --host unix:///tmp/docker.sock`,
    );
  return parseEngineAddress(host, tls);
}

const configFolder = ({ DOCKER_CONFIG }: Environment): string => DOCKER_CONFIG || join(homedir(), '.docker');

const contextInUse = (environment: Environment): string | undefined =>
  readJson<{ readonly currentContext?: string }>(join(configFolder(environment), 'config.json'))
    ?.currentContext || undefined;

const tlsOfEnvironment = ({ DOCKER_TLS_VERIFY, DOCKER_CERT_PATH }: Environment): TlsFiles | undefined =>
  DOCKER_TLS_VERIFY || DOCKER_CERT_PATH ? readTls(DOCKER_CERT_PATH || join(homedir(), '.docker')) : undefined;

function readTls(folder: string): TlsFiles | undefined {
  if (!existsSync(folder)) return undefined;
  const read = (name: string): string | undefined =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined;
  const [ca, cert, key] = [read('ca.pem'), read('cert.pem'), read('key.pem')];
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

/** Undefined where there is no such file; a file that is no JSON is somebody's mistake, and said. */
function readJson<T>(path: string): T | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    throw new EngineError(`${path} is no JSON`);
  }
}

import type Docker from 'dockerode';
import { addressText, type EngineAddress } from './address/engine-address.ts';
import { EngineError } from './engine-error.ts';

/** A request that the engine turned down, in its own words. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'HEAD';
  /** With its query, without the version. */
  readonly path: string;
  readonly body?: object;
  /** A tar, instead of JSON. */
  readonly tar?: Buffer;
  /** How long the engine may take for the answer's beginning, milliseconds. */
  readonly patience?: number;
}

/** A line to one engine. Requests are the Engine API's own; dockerode carries them. */
export interface Connection {
  readonly address: EngineAddress;
  /** What people know the engine by: its address as DOCKER_HOST has it. */
  readonly name: string;
  request<T>(request: Request): Promise<T>;
  /** The same for an answer that is not JSON. */
  bytes(request: Request): Promise<Buffer>;
}

const PATIENCE = 60_000;
const GOOD = { 200: true, 201: true, 204: true, 304: true };

/** Opens nothing yet: each request is a connection of its own. `version` is `1.41`, none before it is known. */
export async function openConnection(address: EngineAddress, version?: string): Promise<Connection> {
  const { default: Dockerode } = await import('dockerode');
  const docker = new Dockerode({ ...dockerodeOptions(address), ...(version && { version: `v${version}` }) });
  const name = addressText(address);
  return {
    address,
    name,
    request: async <T>(request: Request) => (await dial(docker, name, request, false)) as T,
    bytes: async (request) => collect((await dial(docker, name, request, true)) as NodeJS.ReadableStream),
  };
}

function dockerodeOptions(address: EngineAddress): Docker.DockerOptions {
  if (address.kind === 'socket') return { socketPath: address.path };
  const { host, port, tls } = address;
  return { host, port, protocol: tls === undefined ? 'http' : 'https', ...tls };
}

async function dial(docker: Docker, name: string, request: Request, isStream: boolean): Promise<unknown> {
  const { method, path, body, tar, patience = PATIENCE } = request;
  const stopper = new AbortController();
  const timer = setTimeout(() => stopper.abort(), patience);
  try {
    return await new Promise((resolve, reject) => {
      docker.modem.dial(
        {
          // docker-modem reads a query only where it finds a question mark, and wants one at the end for none.
          path: path.includes('?') ? `${path}&` : `${path}?`,
          method,
          isStream,
          statusCodes: GOOD,
          abortSignal: stopper.signal,
          ...(body && { options: { _query: {}, _body: body } }),
          ...(tar && { file: tar }),
        },
        (error: unknown, answer: unknown) => (error ? reject(error) : resolve(answer)),
      );
    });
  } catch (error) {
    throw inWords(error, name, stopper.signal.aborted ? patience : undefined);
  } finally {
    clearTimeout(timer);
  }
}

interface ModemError extends NodeJS.ErrnoException {
  readonly statusCode?: number;
  readonly json?: { readonly message?: string } | Buffer | null;
}

function inWords(error: unknown, name: string, waited: number | undefined): Error {
  const { statusCode, json, code, message } = error as ModemError;
  if (statusCode !== undefined) {
    const said = json && 'message' in json ? json.message : undefined;
    return new Refusal(statusCode, said ?? message);
  }
  if (waited !== undefined)
    return new EngineError(`the engine at ${name} did not answer for ${waited / 1000} s`);
  switch (code) {
    case 'ENOENT':
      return new EngineError(`there is no Docker engine at ${name}: no such socket`);
    case 'ECONNREFUSED':
      return new EngineError(`no Docker engine listens at ${name}: connection refused`);
    case 'EACCES':
    case 'EPERM':
      return new EngineError(`the engine at ${name} may not be used: permission denied`);
    default:
      return new EngineError(`the engine at ${name} cannot be reached: ${message}`);
  }
}

async function collect(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

import { mkdtempSync, rmSync } from 'node:fs';
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  type RequestOptions,
  request,
} from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineAddress } from './address/engine-address.ts';
import { EngineError } from './engine-error.ts';
import { labelsOf } from './labels.ts';

export interface LabellingProxy {
  /** For DOCKER_HOST. */
  readonly address: string;
  close(): void;
}

/** Requests whose answer is a new thing on the engine. */
const MAKES = /^(\/v[\d.]+)?\/(containers|networks|volumes)\/create(\?|$)/;

/** Stands between the docker command and an engine, and labels what the command makes, so that it can be found again. */
export async function openLabellingProxy(address: EngineAddress, run: string): Promise<LabellingProxy> {
  const target = targetOf(address);
  const folder = mkdtempSync(join(tmpdir(), 'dnet-'));
  const path = join(folder, 'docker.sock');
  const server = createServer((incoming, response) => {
    const forward = (body: Buffer | undefined): ClientRequest => {
      const headers = body ? { ...incoming.headers, 'content-length': `${body.length}` } : incoming.headers;
      const outgoing = request(
        { ...target, method: incoming.method, path: incoming.url, headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        },
      );
      outgoing.on('error', (error) => response.destroy(error));
      return outgoing;
    };
    if (incoming.method === 'POST' && MAKES.test(incoming.url ?? ''))
      void read(incoming).then((body) => {
        const labelled = withLabels(body, run);
        forward(labelled).end(labelled);
      });
    else incoming.pipe(forward(undefined));
  });
  // `docker run` and `docker exec` take the connection over: bytes in both directions from then on.
  server.on('upgrade', (incoming: IncomingMessage, socket, head: Buffer) => {
    const engine = connect(
      target.socketPath === undefined
        ? { host: target.host!, port: Number(target.port) }
        : { path: target.socketPath },
    );
    const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
    for (let i = 0; i < incoming.rawHeaders.length; i += 2)
      lines.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`);
    engine.write(`${lines.join('\r\n')}\r\n\r\n`);
    engine.write(head);
    engine.pipe(socket);
    socket.pipe(engine);
    engine.on('error', () => socket.destroy());
    socket.on('error', () => engine.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(path, resolve);
  });
  return {
    address: `unix://${path}`,
    close: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function targetOf(address: EngineAddress): RequestOptions & { readonly socketPath?: string } {
  if (address.kind === 'socket') return { socketPath: address.path };
  if (address.tls !== undefined)
    throw new EngineError('docker commands of a scenario are not typed against an engine behind TLS');
  return { host: address.host, port: address.port };
}

async function read(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function withLabels(body: Buffer, run: string): Buffer {
  const wanted = JSON.parse(body.toString()) as { Labels?: Record<string, string> | null };
  return Buffer.from(JSON.stringify({ ...wanted, Labels: { ...wanted.Labels, ...labelsOf(run) } }));
}

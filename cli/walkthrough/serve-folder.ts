import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { InputError } from '../input-error.ts';
import { isWithin } from '../tree-reader.ts';

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
};
const NEWS = '/.dnet/news';
/** Put into pages that are served, never into those on the disk. */
const RELOAD = `<script>new EventSource('${NEWS}').onmessage = () => location.reload()</script>`;

export interface Served {
  readonly url: string;
  /** Has every open page load itself again. */
  readonly reload: () => void;
  readonly close: () => void;
}

/** Shows a folder to this machine alone. */
export async function serveFolder(folder: string, port: number): Promise<Served> {
  const readers = new Set<ServerResponse>();
  const server = createServer(({ url = '/', method }, response) => {
    if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405);
    if (url === NEWS) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('\n');
      readers.add(response);
      response.on('close', () => readers.delete(response));
      return;
    }
    send(folder, url, response);
  });
  await listen(server, port);
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${taken}/`,
    reload: () => {
      for (const reader of readers) reader.write('data: new\n\n');
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      fail(new InputError(`cannot listen on port ${port}: ${code === 'EADDRINUSE' ? 'it is taken' : code}`)),
    );
    server.listen(port, '127.0.0.1', done);
  });

function send(folder: string, url: string, response: ServerResponse): void {
  const path = fileOf(folder, url);
  if (path === undefined) {
    refuse(response, 404);
    return;
  }
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
  if (type.startsWith('text/html'))
    response.end(readFileSync(path, 'utf8').replace('</body>', `${RELOAD}</body>`));
  else createReadStream(path).pipe(response);
}

/** The file of an address, `index.html` or `README.md` for a folder; none outside of the folder. */
function fileOf(folder: string, url: string): string | undefined {
  let name: string;
  try {
    name = decodeURIComponent(url.split('?')[0]!);
  } catch {
    return undefined;
  }
  const path = resolve(join(folder, name));
  if (name.includes('\0') || !isWithin(path, resolve(folder)) || !existsSync(path)) return undefined;
  if (!statSync(path).isDirectory()) return path;
  return ['index.html', 'README.md'].map((index) => join(path, index)).find((index) => existsSync(index));
}

const refuse = (response: ServerResponse, code: number): void => void response.writeHead(code).end();

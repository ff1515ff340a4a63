import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { EngineError } from '../../engines/engine-error.ts';
import { greet } from '../../engines/hello.ts';

const folder = mkdtempSync(join(tmpdir(), 'dnet-engines-'));
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

/** Something that listens where an engine should. */
async function fake(answer: RequestListener): Promise<string> {
  const path = join(folder, `${servers.length}.sock`);
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return path;
}

const json =
  (value: object, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };

/** What a person is told, and how long he waits for it. */
async function complaintOf(path: string): Promise<string> {
  const error = await greet({ kind: 'socket', path }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EngineError);
  return (error as EngineError).message.replaceAll(path, 'SOCKET');
}

test('an engine that is not there', async () => {
  expect(await complaintOf(join(folder, 'nobody.sock'))).toBe(
    'there is no Docker engine at unix://SOCKET: no such socket',
  );
});

test('an address at which nobody listens', async () => {
  const error = await greet({ kind: 'tcp', host: '127.0.0.1', port: 1 }).catch(
    (thrown: Error) => thrown.message,
  );
  expect(error).toBe('no Docker engine listens at tcp://127.0.0.1:1: connection refused');
});

test('an engine that refuses', async () => {
  const path = await fake(json({ message: 'authorization denied by plugin' }, 403));
  expect(await complaintOf(path)).toBe(
    'the engine at unix://SOCKET refuses /version: authorization denied by plugin (403)',
  );
});

test('an engine that accepts and says nothing', async () => {
  const path = await fake(() => {});
  expect(await complaintOf(path)).toBe('the engine at unix://SOCKET did not answer for 2 s');
});

test('an engine that hangs up', async () => {
  const path = await fake((request) => request.socket.destroy());
  expect(await complaintOf(path)).toBe('the engine at unix://SOCKET cannot be reached: socket hang up');
});

test('something that is no engine', async () => {
  expect(await complaintOf(await fake((_, response) => response.end('<html>')))).toBe(
    'what answers at unix://SOCKET is no Docker engine: it tells no API version',
  );
});

test('an engine that is too old, and one that is too new', async () => {
  const old = await fake(json({ Version: '19.03.15', ApiVersion: '1.40', MinAPIVersion: '1.12' }));
  expect(await complaintOf(old)).toBe(
    'the engine at unix://SOCKET is 19.03.15 (API 1.40); dnet needs 20.10 (API 1.41) or a later one',
  );
  const far = await fake(json({ Version: '40.0.0', ApiVersion: '1.90', MinAPIVersion: '1.60' }));
  expect(await complaintOf(far)).toBe(
    'the engine at unix://SOCKET is 40.0.0 and speaks no API older than 1.60; dnet speaks 1.41 to 1.48',
  );
});

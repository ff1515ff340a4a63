import type { SystemInfo, Version } from '../runtime/docker-api/system.ts';
import type { EngineAddress } from './address/engine-address.ts';
import { type Connection, openConnection, Refusal } from './connection.ts';
import { EngineError } from './engine-error.ts';

/** An engine that dnet can work with. */
export interface RealEngine {
  readonly connection: Connection;
  readonly version: Version;
  readonly info: SystemInfo;
}

/** Docker 20.10: the oldest release that the simulator knows too. */
const OLDEST_API = '1.41';
/** What a person waits for at most before dnet says that an engine does not answer. */
const PATIENCE = 2_000;

/** Asks an engine who it is. Says in one line what is wrong with it, in less than five seconds. */
export async function greet(address: EngineAddress): Promise<RealEngine> {
  const first = await openConnection(address);
  const version = await politely<Version>(first, '/version');
  if (typeof version?.ApiVersion !== 'string' || typeof version.Version !== 'string')
    throw new EngineError(`what answers at ${first.name} is no Docker engine: it tells no API version`);
  if (isOlder(version.ApiVersion, OLDEST_API))
    throw new EngineError(
      `the engine at ${first.name} is ${version.Version} (API ${version.ApiVersion}); dnet needs 20.10 (API ${OLDEST_API}) or a later one`,
    );
  if (
    version.MinAPIVersion &&
    isOlder(OLDEST_API, version.MinAPIVersion) &&
    isOlder(NEWEST_API, version.MinAPIVersion)
  )
    throw new EngineError(
      `the engine at ${first.name} is ${version.Version} and speaks no API older than ${version.MinAPIVersion}; dnet speaks ${OLDEST_API} to ${NEWEST_API}`,
    );
  const api = isOlder(version.ApiVersion, NEWEST_API) ? version.ApiVersion : NEWEST_API;
  const connection = await openConnection(address, api);
  return { connection, version, info: await politely<SystemInfo>(connection, '/info') };
}

/** The newest API whose requests dnet knows how to write. */
const NEWEST_API = '1.48';

async function politely<T>(connection: Connection, path: string): Promise<T> {
  try {
    return await connection.request<T>({ method: 'GET', path, patience: PATIENCE });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new EngineError(
      `the engine at ${connection.name} refuses ${path}: ${error.message} (${error.status})`,
    );
  }
}

function isOlder(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => text.split('.').map(Number));
  return x![0]! - y![0]! < 0 || (x![0] === y![0] && x![1]! < y![1]!);
}

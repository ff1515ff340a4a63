import type { ContainerCreateResponse } from '../runtime/docker-api/container.ts';
import { type Connection, Refusal } from './connection.ts';
import { execute } from './exec.ts';
import { HELPER_IMAGE, type ImageKeeper } from './image/image-keeper.ts';
import { labelsOf } from './labels.ts';
import type { Place } from './place.ts';

/** dnet's own container in a machine's network namespace: questions "from the host" are asked in it. */
export async function startHelper(connection: Connection, images: ImageKeeper, run: string): Promise<Place> {
  await images.ensure(connection, HELPER_IMAGE, []);
  const container = await start(connection, run, 'helper', {});
  return { connection, container, prefix: [] };
}

/** The same with root's rights and the machine's own files; undefined where the engine does not allow it. */
export async function startRootHelper(connection: Connection, run: string): Promise<Place | undefined> {
  try {
    const rights = { Privileged: true, PidMode: 'host', UTSMode: 'host' };
    const container = await start(connection, run, 'root', rights);
    const prefix = ['/bin/as-root'];
    const works = await execute(connection, container, [...prefix, 'true']);
    return works.rc === 0 ? { connection, container, prefix } : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** It comes back with its daemon. */
const RESTART = { Name: 'always', MaximumRetryCount: 0 };

async function start(connection: Connection, run: string, name: string, more: object): Promise<string> {
  const { Id } = await connection.request<ContainerCreateResponse>({
    method: 'POST',
    path: `/containers/create?name=dnet-${run}-${name}-own`,
    body: {
      Image: HELPER_IMAGE,
      Labels: labelsOf(run, 'helper'),
      HostConfig: { NetworkMode: 'host', RestartPolicy: RESTART, ...more },
    },
  });
  await connection.request({ method: 'POST', path: `/containers/${Id}/start` });
  return Id;
}

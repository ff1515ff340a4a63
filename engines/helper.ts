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

/** The process of dockerd in the helper's network namespace, else the machine's first: whose files a root command sees. */
const FIND_DOCKERD = `own=$(readlink /proc/self/ns/net); for p in /proc/[0-9]*; do
  [ "$(cat $p/comm 2>/dev/null)" = dockerd ] && [ "$(readlink $p/ns/net)" = "$own" ] && echo "\${p#/proc/}" && exit; done; echo 1`;

/** The same with root's rights and the machine's own files; undefined where the engine does not allow it. */
export async function startRootHelper(connection: Connection, run: string): Promise<Place | undefined> {
  try {
    const container = await start(connection, run, 'root', {
      Privileged: true,
      PidMode: 'host',
      UTSMode: 'host',
    });
    const { stdout } = await execute(connection, container, ['/bin/sh', '-c', FIND_DOCKERD]);
    const prefix = ['/bin/nsenter', '-t', stdout.trim(), '-m', '--'];
    const works = await execute(connection, container, [...prefix, 'true']);
    return works.rc === 0 ? { connection, container, prefix } : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

async function start(connection: Connection, run: string, name: string, more: object): Promise<string> {
  const { Id } = await connection.request<ContainerCreateResponse>({
    method: 'POST',
    path: `/containers/create?name=dnet-${run}-${name}-own`,
    body: {
      Image: HELPER_IMAGE,
      Labels: labelsOf(run, 'helper'),
      HostConfig: { NetworkMode: 'host', ...more },
    },
  });
  await connection.request({ method: 'POST', path: `/containers/${Id}/start` });
  return Id;
}

import { INTERNET } from '../runtime/scenario/build/internet.ts';
import { execute, executeDetached } from './exec.ts';
import type { Place } from './place.ts';

/** How long a program takes until it listens, milliseconds. */
const OPENING = 300;

/** Opens a port of the machine that stands for the internet, where it is not open yet. */
export async function serveOnInternet(place: Place, port: number, protocol: string): Promise<void> {
  const { connection, container, prefix } = place;
  const { rc } = await execute(connection, container, [
    '/bin/test',
    '-e',
    `/tmp/listens.${port}.${protocol}`,
  ]);
  if (rc === 0) return;
  const serve = [...prefix, '/bin/serve', `${port}/${protocol}`];
  await executeDetached(connection, container, serve, [`DNET_ID=machine/${INTERNET}`]);
  await new Promise((resolve) => setTimeout(resolve, OPENING));
}

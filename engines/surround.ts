import { programSocket } from '../runtime/scenario/actions/run-container.ts';
import { INTERNET } from '../runtime/scenario/build/internet.ts';
import { EngineError } from './engine-error.ts';
import { execute, executeDetached } from './exec.ts';
import { serveSpec } from './image/image-keeper.ts';
import type { Place } from './place.ts';
import type { Performance } from './play/act.ts';
import { isUnaskable, runAt } from './play/run-at.ts';
import { serveOnInternet } from './serve-on-internet.ts';

/** Starts what runs on the machines before the story: their programs and their rules. A text says why it cannot. */
export async function surround(performance: Performance): Promise<string | undefined> {
  const { stage, surroundings } = performance;
  for (const { name, firewall } of surroundings.hosts)
    for (const { command } of firewall) {
      const ran = await runAt(performance, { host: name }, command);
      if (isUnaskable(ran)) return ran.unaskable;
      if (ran.rc !== 0) return `\`${command}\` on \`${name}\`: ${ran.stderr.trim()}`;
    }
  for (const { name, processes } of [...surroundings.hosts, ...surroundings.clients]) {
    const place = stage.clients.get(name) ?? stage.hosts.get(name)?.inside;
    if (place === undefined || processes.length === 0) continue;
    const command = [...place.prefix, '/bin/serve', ...processes.map((one) => serveSpec(programSocket(one)))];
    await executeDetached(place.connection, place.container, command, [`DNET_ID=machine/${name}`]);
  }
  for (const { name, routes } of surroundings.clients) {
    const place = stage.clients.get(name);
    if (place !== undefined) for (const route of routes) await addRoute(place, route);
  }
  const internet = stage.clients.get(INTERNET);
  if (internet !== undefined) for (const port of WEB_PORTS) await serveOnInternet(internet, port, 'tcp');
  return undefined;
}

/** Routes of clients are kept in a file, so that they go when the scenario ends. */
async function addRoute(
  { connection, container, prefix }: Place,
  { to, via, dev }: { readonly to: string; readonly via?: string; readonly dev?: string },
): Promise<void> {
  const words = [to, ...(via === undefined ? [] : ['via', via]), ...(dev === undefined ? [] : ['dev', dev])];
  const { rc, stderr } = await execute(connection, container, [
    ...prefix,
    '/bin/ip',
    'route',
    'add',
    ...words,
  ]);
  if (rc !== 0) throw new EngineError(`route ${words.join(' ')}: ${stderr.trim()}`);
  const undo = [...prefix, '/bin/ip', 'route', 'del', ...words].join(' ');
  await execute(connection, container, ['/bin/sh', '-c', `echo '${undo}' >>/tmp/undo`]);
}

/** What a claim without a port asks of the internet. */
const WEB_PORTS = [80, 443];

import { dirname } from 'node:path';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { InputError } from '../input-error.ts';
import { print, printError } from '../output.ts';
import { type Served, serveFolder } from './serve-folder.ts';

/** An editor writes a file in several goes; milliseconds. */
const SETTLED = 150;

export interface StayUpOptions {
  readonly out: string;
  readonly serve?: true | undefined;
  readonly port: number;
  readonly watch?: true | undefined;
}

/** Serves the pages, makes them anew when a scenario changes, or both, until Ctrl-C. */
export async function stayUp(
  paths: readonly string[],
  { out, serve, port, watch }: StayUpOptions,
  makeAnew: () => Promise<boolean>,
): Promise<ExitCode> {
  const served = serve ? await serveFolder(out, port) : undefined;
  if (served) print(`${served.url}  (Ctrl-C ends it)`);
  if (watch) await watchFiles(paths, served, makeAnew);
  // The process lives until it is interrupted, and `main` ends it then.
  return new Promise<ExitCode>(() => EXIT.held);
}

async function watchFiles(
  paths: readonly string[],
  served: Served | undefined,
  makeAnew: () => Promise<boolean>,
): Promise<void> {
  const { watch } = await import('chokidar');
  let due: NodeJS.Timeout | undefined;
  let making = Promise.resolve();
  const make = async (): Promise<void> => {
    try {
      if (await makeAnew()) served?.reload();
    } catch (error) {
      // A file that is wrong for a moment must not end the watch.
      if (!(error instanceof InputError)) throw error;
      printError(`dnet: ${error.message}`);
    }
  };
  // Compose files and the contents lie beside the scenarios.
  const folders = paths.map((path) => (path.endsWith('.dnet') ? dirname(path) : path));
  const watcher = watch(folders, {
    ignoreInitial: true,
    ignored: (path) => /(^|[/\\])(node_modules|\.git)([/\\]|$)/.test(path),
  });
  watcher.on('all', (_, path) => {
    if (!/\.(dnet|ya?ml|env|md)$/.test(path)) return;
    clearTimeout(due);
    due = setTimeout(() => {
      making = making.then(make);
    }, SETTLED);
  });
  await new Promise<void>((ready) => watcher.on('ready', () => ready()));
  print(`watching ${folders.join(' ')}`);
}

import type { Image as DeclaredImage } from '../../compiler/ir/surroundings.ts';
import type { ProgramSocket } from '../../runtime/engine/daemon/container.ts';
import { CATALOGUE } from '../../runtime/engine/images/catalogue.ts';
import { repositoryOf, withTag } from '../../runtime/engine/images/find-image.ts';
import { programSocket } from '../../runtime/scenario/actions/run-container.ts';
import type { Connection } from '../connection.ts';
import { EngineError } from '../engine-error.ts';
import { LABEL } from '../labels.ts';
import { importImage, probeFiles } from './build-image.ts';

export const HELPER_IMAGE = 'dnet.local/helper:latest';

/** Puts images on engines that listen where the scenario's images would. */
export class ImageKeeper {
  readonly #run: string;
  readonly #dedicated: boolean;
  #files: Promise<Buffer> | undefined;
  /** What each engine has of ours: `engine image` -> what it was made from. */
  readonly #made = new Map<string, string>();

  constructor(run: string, dedicated: boolean) {
    this.#run = run;
    this.#dedicated = dedicated;
  }

  /** The name under which an engine has the stand-in of an image. */
  nameOf(reference: string): string {
    if (this.#dedicated || reference === HELPER_IMAGE) return withTag(reference);
    return `dnet.local/${this.#run}/${repositoryOf(reference).toLowerCase()}:latest`;
  }

  async ensure(connection: Connection, reference: string, declared: readonly DeclaredImage[]): Promise<void> {
    const name = this.nameOf(reference);
    const { cmd, expose } = standIn(reference, declared);
    const made = JSON.stringify([cmd, expose]);
    const key = `${connection.name} ${name}`;
    if (this.#made.get(key) === made) return;
    if (!this.#made.has(key)) await refuseForeign(connection, name);
    this.#files ??= probeFiles();
    await importImage(connection, this.#run, await this.#files, { name, cmd, expose });
    this.#made.set(key, made);
  }
}

/** Another one's image under this name is never replaced. */
async function refuseForeign(connection: Connection, name: string): Promise<void> {
  const filters = encodeURIComponent(JSON.stringify({ reference: [name] }));
  const images = await connection.request<readonly { readonly Labels: Record<string, string> | null }[]>({
    method: 'GET',
    path: `/images/json?filters=${filters}`,
  });
  if (images.some(({ Labels }) => Labels?.[LABEL] === undefined))
    throw new EngineError(
      `the engine at ${connection.name} has an image ${name} that is not dnet's: remove it, or leave off --dedicated`,
    );
}

function standIn(reference: string, declared: readonly DeclaredImage[]) {
  if (reference === HELPER_IMAGE) return { cmd: ['/bin/sleep', '2147483647'], expose: [] };
  const repository = repositoryOf(reference);
  const own = declared.find(({ name }) => name === reference || name === repository);
  if (own !== undefined) return { cmd: serveCommand(own.listen.map(programSocket)), expose: own.expose };
  const known = CATALOGUE.get(repository);
  if (known === undefined) return { cmd: serveCommand([]), expose: [] };
  if (known.runs === 'command') return { cmd: ['/bin/sh'], expose: known.expose };
  if (known.cmd?.[0]?.endsWith('serve')) return { cmd: known.cmd, expose: known.expose };
  return { cmd: serveCommand(known.listen), expose: known.expose };
}

/** A program that listens there and ends when it cannot; one that listens nowhere only lives. */
export function serveCommand(listen: readonly ProgramSocket[]): readonly string[] {
  if (listen.length === 0) return ['/bin/sleep', '2147483647'];
  // A program with a socket for each family has the same reach as one with a socket for both.
  const dual = (one: ProgramSocket): boolean =>
    listen.some(
      (other) => other.address === '::' && other.port === one.port && other.protocol === one.protocol,
    );
  const specs = listen.filter((one) => one.address !== '0.0.0.0' || !dual(one)).map(serveSpec);
  return ['/bin/serve', '-x', ...specs];
}

export const serveSpec = ({ port, protocol, address }: ProgramSocket): string =>
  `${port}/${protocol}${address === '0.0.0.0' ? '' : `@${address}`}`;

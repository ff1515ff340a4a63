import { readFileSync } from 'node:fs';
import type { Connection } from '../connection.ts';
import { labelsOf } from '../labels.ts';
import { foldersOf, localPrograms } from './local-programs.ts';
import { type TarEntry, tarOf } from './tar.ts';

/** An image that stands for one that a scenario names. */
export interface ImageSpec {
  /** With its tag. */
  readonly name: string;
  readonly cmd: readonly string[];
  /** `80/tcp` */
  readonly expose: readonly string[];
}

const SCRIPTS = ['serve', 'ask', 'look', 'as-root', 'in-netns'] as const;
const FOLDERS = ['dev', 'etc', 'proc', 'root', 'run', 'sys', 'tmp', 'var'];

/** The file system of the probe image: programs of this machine and dnet's own scripts. */
export async function probeFiles(): Promise<Buffer> {
  const programs = await localPrograms();
  const busybox = programs.filter(({ path }) => path === 'bin/busybox');
  const taken = new Set(programs.map(({ path }) => path));
  const applets = busybox.length === 0 ? [] : (await appletsOf()).filter((name) => !taken.has(`bin/${name}`));
  const files: readonly TarEntry[] = [
    ...programs,
    ...applets.map(
      (name): TarEntry => ({ path: `bin/${name}`, mode: 0o777, content: { kind: 'link', to: 'busybox' } }),
    ),
    ...SCRIPTS.map((name) => text(`bin/${name}`, scriptText(name), 0o755)),
    text('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n', 0o644),
    text('etc/group', 'root:x:0:\n', 0o644),
    text('etc/nsswitch.conf', 'hosts: files dns\n', 0o644),
  ];
  const folders = FOLDERS.map(
    (path): TarEntry => ({ path: `${path}/x`, mode: 0, content: { kind: 'folder' } }),
  );
  return tarOf([...foldersOf([...files, ...folders]), ...files]);
}

async function appletsOf(): Promise<readonly string[]> {
  const { execFileSync } = await import('node:child_process');
  return execFileSync('busybox', ['--list'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((name) => name !== 'busybox');
}

const text = (path: string, content: string, mode: number): TarEntry => ({
  path,
  mode,
  content: { kind: 'file', bytes: Buffer.from(content) },
});

/** Beside this file in the sources, beside the bundle in a package. */
const scriptText = (name: string): string =>
  readFileSync(new URL(`scripts/${name}`, import.meta.url), 'utf8');

/** Gives an engine an image without asking any registry: POST /images/create?fromSrc=-, as `docker import` does. */
export async function importImage(
  connection: Connection,
  run: string,
  files: Buffer,
  { name, cmd, expose }: ImageSpec,
): Promise<void> {
  const [repo = '', tag = 'latest'] = splitTag(name);
  const changes = [
    'ENV PATH=/bin:/sbin:/usr/bin:/usr/sbin',
    `CMD ${JSON.stringify(cmd)}`,
    ...expose.map((port) => `EXPOSE ${port}`),
    ...Object.entries(labelsOf(run)).map(([key, value]) => `LABEL ${key}=${value}`),
  ];
  const query = new URLSearchParams([
    ['fromSrc', '-'],
    ['repo', repo],
    ['tag', tag],
    ...changes.map((change) => ['changes', change]),
  ] as [string, string][]);
  await connection.bytes({ method: 'POST', path: `/images/create?${query}`, tar: files });
}

function splitTag(name: string): readonly [string, string] {
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? [name.slice(0, colon), name.slice(colon + 1)] : [name, 'latest'];
}

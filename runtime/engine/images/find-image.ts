import type { Engine } from '../engine.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Image } from './image.ts';
import { BUSYBOX } from './tools.ts';

/** `docker.io/library/nginx:1.27@sha256:...` as its repository, `nginx`. */
export function repositoryOf(reference: string): string {
  const withoutDigest = reference.split('@')[0]!;
  const withoutTag = withoutDigest.replace(/:[^:/]*$/, '');
  return withoutTag.replace(/^(docker\.io\/|index\.docker\.io\/)/, '').replace(/^library\//, '');
}

/** `nginx` as `nginx:latest`, other tags as they are. */
export const withTag = (reference: string): string =>
  /[:@][^/]*$/.test(reference) ? reference : `${reference}:latest`;

/**
 * The image that a reference means: the scenario's own, else the catalogue's. An image that nobody knows is
 * pulled like any other, and its program listens on what the scenario says it does, or on nothing.
 */
export const findImage = (engine: Engine, reference: string): Image =>
  knownImage(engine, reference) ?? { ...UNKNOWN, name: repositoryOf(reference) };

/** The same, where somebody knows it. */
export function knownImage(engine: Engine, reference: string): Image | undefined {
  const repository = repositoryOf(reference);
  return engine.images.get(reference) ?? engine.images.get(repository) ?? CATALOGUE.get(repository);
}

const UNKNOWN: Image = {
  name: '',
  expose: [],
  env: [],
  entrypoint: null,
  cmd: ['/app'],
  workingDir: '',
  listen: [],
  runs: 'serves',
  tools: BUSYBOX,
};

import { resolvePath } from './path.ts';
import type { ComposeReader } from './reader.ts';

/** In order of preference (compose-go cli/options.go, DefaultFileNames). */
const MAIN = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDE = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/**
 * The files that compose reads where no `-f` names any: those of COMPOSE_FILE, else the first of the usual names in
 * the folder, with its override if there is one. Empty if there are none.
 */
export function defaultComposeFiles(
  directory: string,
  exists: ComposeReader['exists'],
  environment: { readonly [name: string]: string } = {},
): readonly string[] {
  const named = environment.COMPOSE_FILE;
  if (named !== undefined) {
    const separator = environment.COMPOSE_PATH_SEPARATOR || ':';
    return named.split(separator).map((path) => resolvePath(directory, path));
  }
  const find = (names: readonly string[]) =>
    names.map((name) => resolvePath(directory, name)).find((path) => exists(path));
  const main = find(MAIN);
  const override = main === undefined ? undefined : find(OVERRIDE);
  return [main, override].filter((path) => path !== undefined);
}

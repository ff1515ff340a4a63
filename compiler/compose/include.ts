import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import { layered } from './environment.ts';
import type { Lookup } from './interpolate.ts';
import { type Loading, loadFiles } from './load.ts';
import { merge } from './merge.ts';
import { directoryOf, normalizePath, resolvePath } from './path.ts';
import { child, type Dict, dict, itemsOf, type Tree, textOf, withChild } from './tree.ts';
import type { ParsedFile } from './yaml.ts';

const SECTIONS = ['services', 'networks', 'volumes', 'secrets', 'configs', 'models'];

/**
 * Brings in the files that `include:` names, each with the folder and the variables of its own; where both say
 * something, this file lies over the included one (compose-go loader/include.go).
 */
export function applyInclude(document: Dict, loading: Loading): Dict {
  const without = withChild(document, 'include', undefined);
  return itemsOf(child(document, 'include')).reduce<Dict>((model, item) => {
    const included = loadIncluded(item, loading);
    return included === undefined ? model : underlay(included, model, loading);
  }, without);
}

function underlay(included: Dict, model: Dict, { report }: Loading): Dict {
  const imported = [...included.entries].filter(([key]) => SECTIONS.includes(key));
  return merge(dict(imported, model.origin), model, report);
}

function loadIncluded(item: Tree, loading: Loading): Dict | undefined {
  const { directory, files, includedBy, report } = loading;
  const pathsTree = item.kind === 'dict' ? child(item, 'path') : item;
  const paths = texts(pathsTree).map((path) => resolvePath(directory, path));
  const main = paths[0];
  if (main === undefined) return undefined;
  if (includedBy.includes(main)) {
    const trail = [...includedBy.slice(includedBy.indexOf(main)), main];
    const notes = [`include cycle detected:\n${trail[0]}\n include ${trail.slice(1).join('\n include ')}`];
    report(diagnose('E3022', { trail }, item.origin, { notes }));
    return undefined;
  }
  const sources = paths.map((path) => files.openCompose(path, 'the included file', item.origin));
  if (sources.includes(undefined)) return undefined;
  const own = textOf(child(item, 'project_directory'));
  const folder = own === undefined ? directoryOf(main) : resolvePath(directory, own);
  const envFiles = texts(child(item, 'env_file'))
    .filter((path) => path !== '/dev/null')
    .map((path) => resolvePath(directory, path));
  const lookup = withEnvFiles(envFiles, `${folder}/.env`, item.origin, loading);
  return loadFiles(sources as readonly ParsedFile[], { ...loading, directory: folder, lookup });
}

const texts = (tree: Tree | undefined): readonly string[] =>
  tree?.kind === 'list' ? tree.items.flatMap((t) => textOf(t) ?? []) : [textOf(tree) ?? []].flat();

/** The including project's variables win over those of the included one's environment files. */
function withEnvFiles(paths: readonly string[], fallback: string, at: Span, loading: Loading): Lookup {
  const given = paths.flatMap((path) => loading.files.open(path, 'the environment file', at) ?? []);
  const own = loading.files.tryOpen(normalizePath(fallback));
  const sources = paths.length > 0 ? given : 'refused' in own ? [] : [own];
  return layered(loading.lookup, sources, loading.frontEnd, loading.report);
}

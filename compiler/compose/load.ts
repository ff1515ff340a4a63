import { diagnose } from '../../diagnostics/diagnostic.ts';
import { canonical } from './canonical.ts';
import { conform } from './conform.ts';
import { applyExtends } from './extends.ts';
import type { FrontEnd } from './front-end.ts';
import { applyInclude } from './include.ts';
import { interpolate, type Lookup } from './interpolate.ts';
import { distinct, merge } from './merge.ts';
import type { Files } from './reader.ts';
import { child, type Dict, type Tree, withChild } from './tree.ts';
import type { ParsedFile, Report, SourceFile } from './yaml.ts';

/** Everything that reading one file may need. */
export interface Loading {
  readonly frontEnd: FrontEnd;
  readonly files: Files;
  readonly report: Report;
  /** What relative paths start from: the project's folder, or that of an included one. */
  readonly directory: string;
  readonly lookup: Lookup;
  /** The files that include this one, outermost first. */
  readonly includedBy: readonly string[];
  /** Files that services extend from, by path: each is read once. */
  readonly extendedFiles: Map<string, ExtendedFile | undefined>;
}

export interface ExtendedFile {
  readonly source: SourceFile;
  readonly services: Tree | undefined;
}

/** Several files laid over each other, the first at the bottom. Undefined if none of them says anything. */
export function loadFiles(sources: readonly ParsedFile[], loading: Loading): Dict | undefined {
  let model: Dict | undefined;
  for (const source of sources) {
    for (const document of readDocuments(source, loading)) {
      const included = applyInclude(document, {
        ...loading,
        includedBy: [...loading.includedBy, source.path],
      });
      const extended = applyExtends(included, source, loading);
      model = distinct(model === undefined ? extended : merge(model, extended, loading.report)) as Dict;
    }
  }
  return model;
}

/** The documents of one file: interpolated, of the right shape, in long forms; not yet included or extended. */
export function readDocuments(source: ParsedFile, loading: Loading): readonly Dict[] {
  const { frontEnd, report, directory, lookup } = loading;
  return source.documents.flatMap((tree) => {
    const filled = interpolate(tree, { lookup, frontEnd, source: source.text, report });
    const fitting = conform(filled, frontEnd, report);
    return fitting === undefined
      ? []
      : [withoutVersion(canonical(fitting, { frontEnd, directory, report }), loading)];
  });
}

/** `version:` says nothing any more; only docker-compose 1 still looks at it. */
function withoutVersion(tree: Dict, { frontEnd, report }: Loading): Dict {
  const version = child(tree, 'version');
  if (version === undefined) return tree;
  if (frontEnd.remarksVersion) report(diagnose('E3008', {}, tree.entries.get('version')!.key));
  return withChild(tree, 'version', undefined);
}

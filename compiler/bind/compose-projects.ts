import { diagnose } from '../../diagnostics/diagnostic.ts';
import type * as ast from '../../grammar/ast.ts';
import { dockerCompose, dockerComposeV1 } from '../compose/front-end.ts';
import { containerName, scaleOf } from '../compose/names.ts';
import { baseName, directoryOf, resolvePath } from '../compose/path.ts';
import type { ComposeProject } from '../compose/project.ts';
import { type ComposeOptions, readComposeProject } from '../compose/read-project.ts';
import { besideFile, type Files } from '../read-file.ts';
import { bindBlock, type Report } from './bind-block.ts';
import { type Block, type Entity, textOf, textsOf } from './entity.ts';

/**
 * Reads the files of a `compose` statement as the program would. Undefined when there is no sound project.
 */
export function readProject(node: ast.ComposeNode, files: Files, report: Report): ComposeProject | undefined {
  const block = bindBlock('compose', node.attributes, report);
  const { read, isOutside } = files;
  const { file } = node.file.span;
  const paths = [node.file.text, ...textsOf(block, 'file')].map((path) => besideFile(file, path));
  const sources = paths.flatMap((path) => {
    const text = read(path);
    if (text !== undefined) return [{ path, text }];
    report(diagnose('E4001', { file: path, reason: reasonOf(isOutside?.(path)) }, node.file.span));
    return [];
  });
  if (sources.length < paths.length) return undefined;
  const { project, diagnostics } = readComposeProject(sources, optionsOf(block, files, paths[0]!));
  for (const diagnostic of diagnostics) report(diagnostic);
  return project;
}

const reasonOf = (outside = false): string =>
  outside
    ? 'it lies outside the folder of the scenario; --allow-read FOLDER permits it'
    : 'there is no such file';

function optionsOf(block: Block, { read, folder, allowRead }: Files, first: string): ComposeOptions {
  const name = textOf(block, 'project');
  const profiles = textsOf(block, 'profile');
  const environment = textsOf(block, 'env').map((pair) => [
    pair.slice(0, pair.indexOf('=')),
    pair.slice(pair.indexOf('=') + 1),
  ]);
  return {
    reader: { read, exists: (path) => read(path) !== undefined },
    ...(allowRead && { allowRead }),
    environment: Object.fromEntries(environment),
    directoryName: baseName(directoryOf(resolvePath(folder, first))),
    frontEnd: textOf(block, 'front-end') === 'docker-compose' ? dockerComposeV1 : dockerCompose,
    ...(name === undefined ? {} : { projectName: name }),
    ...(profiles.length === 0 ? {} : { profiles }),
  };
}

/**
 * What a project brings into being. A claim names a service as the compose file does, or a container as
 * Compose does; `api` alone means its first container.
 */
export function entitiesOfProject(project: ComposeProject, since: number): readonly Entity[] {
  const made = (
    kind: 'container' | 'network',
    name: string,
    origin: Entity['span'],
    actual: string,
  ): Entity => ({
    kind,
    name,
    nameSpan: origin,
    span: origin,
    block: { kind, uses: [] },
    since,
    foreign: true,
    actual,
  });
  const containers = project.services.flatMap((service) =>
    Array.from({ length: scaleOf(service) }, (_, i) => {
      const actual = containerName(project, service, i + 1);
      return made('container', i === 0 ? service.name : actual, service.origin, actual);
    }),
  );
  const networks = project.networks.map(({ key, name, origin }) => made('network', key, origin, name));
  return [...containers, ...networks];
}

import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { FrontEnd } from './front-end.ts';
import { resolvePath } from './path.ts';
import { parseShortPort, sexagesimal } from './ports.ts';
import {
  child,
  type Dict,
  dict,
  type Entry,
  list,
  mapChild,
  mapValues,
  scalar,
  type Tree,
  textOf,
  withChild,
} from './tree.ts';
import type { Report } from './yaml.ts';

export interface Canonical {
  readonly frontEnd: FrontEnd;
  /** What relative paths of the file start from. */
  readonly directory: string;
  readonly report: Report;
}

/**
 * Every short form brought into its long form, so that files merge part by part (compose-go transform/). Expects
 * the shapes of `keys.ts`.
 */
export function canonical(tree: Dict, how: Canonical): Dict {
  const services = mapChild(tree, 'services', (all) =>
    mapValues(all, (service) => (service.kind === 'dict' ? canonicalService(service, how) : service)),
  );
  return mapChild(services, 'networks', (all) => mapValues(all, canonicalNetwork));
}

type Change = (value: Tree, how: Canonical) => Tree;

const SERVICE: { readonly [key: string]: Change } = {
  build: (value) => (value.kind === 'scalar' ? keyed('context', value) : value),
  depends_on: dependencies,
  deploy: (value) => (value.kind === 'dict' ? mapChild(value, 'labels', toMapping) : value),
  dns: toList,
  dns_search: toList,
  env_file: envFiles,
  environment: toMapping,
  extends: (value) => (value.kind === 'scalar' ? keyed('service', value) : value),
  extra_hosts: extraHosts,
  labels: toMapping,
  networks: toNames,
  ports,
  sysctls: toMapping,
  tmpfs: toList,
};

function canonicalService(service: Dict, how: Canonical): Dict {
  return Object.entries(SERVICE).reduce(
    (tree, [key, change]) => mapChild(tree, key, (value) => tagged(value, change(value, how))),
    service,
  );
}

/** What `!reset` and `!override` say holds for the long form too. */
function tagged(before: Tree, after: Tree): Tree {
  if (before.tag === 'reset') return before;
  return before.tag === undefined ? after : { ...after, tag: before.tag };
}

function canonicalNetwork(network: Tree): Tree {
  if (network.kind !== 'dict') return network;
  const named = child(child(network, 'external'), 'name');
  const labelled = mapChild(network, 'labels', toMapping);
  if (child(network, 'external')?.kind !== 'dict') return labelled;
  const external = withChild(labelled, 'external', scalar(true, child(network, 'external')!.origin));
  return named === undefined || child(external, 'name') ? external : withChild(external, 'name', named);
}

const keyed = (key: string, value: Tree): Dict => dict([[key, { key: value.origin, value }]], value.origin);

function toList(value: Tree): Tree {
  return value.kind === 'scalar' && value.value !== null ? list([value], value.origin) : value;
}

/** `[KEY=value, KEY]` as a mapping; a later entry replaces an earlier one. */
function toMapping(value: Tree): Tree {
  if (value.kind !== 'list') return value;
  const pairs = value.items.map((item): [string, Entry] => {
    const text = textOf(item) ?? '';
    const equals = text.indexOf('=');
    const key = equals < 0 ? text : text.slice(0, equals);
    const held = equals < 0 ? null : text.slice(equals + 1);
    return [key, { key: item.origin, value: scalar(held, item.origin) }];
  });
  return dict(pairs, value.origin);
}

/** `[a, b]` as a mapping to nothing. */
function toNames(value: Tree): Tree {
  if (value.kind !== 'list') return value;
  const names = value.items.map((item): [string, Entry] => [
    textOf(item) ?? '',
    { key: item.origin, value: scalar(null, item.origin) },
  ]);
  return dict(names, value.origin);
}

/** Conditions spelt out: `service_started` and required, unless said otherwise (transform/dependson.go). */
function dependencies(value: Tree): Tree {
  return mapValues(toNames(value), (dependency, _, { key }) => {
    const given = dependency.kind === 'dict' ? dependency : dict([], dependency.origin);
    const add = (tree: Dict, name: string, to: string | boolean) =>
      child(tree, name) === undefined ? withChild(tree, name, scalar(to, key)) : tree;
    return add(add(given, 'condition', 'service_started'), 'required', true);
  });
}

function envFiles(value: Tree, { directory }: Canonical): Tree {
  const files = value.kind === 'list' ? value.items : [value];
  const long = files.map((file) => {
    const entry = file.kind === 'dict' ? file : keyed('path', file);
    return mapChild(entry, 'path', (path) => scalar(resolvePath(directory, textOf(path) ?? ''), path.origin));
  });
  return list(long, value.origin);
}

/** `name=address` each, from any of the forms (compose-go types/hostList.go). */
function extraHosts(value: Tree): Tree {
  if (value.kind !== 'dict') return value;
  const hosts = [...value.entries].flatMap(([host, { key, value: address }]) =>
    (address.kind === 'list' ? address.items : [address]).map((one) =>
      scalar(`${host}=${textOf(one) ?? ''}`, key),
    ),
  );
  return list(hosts, value.origin);
}

function ports(value: Tree, how: Canonical): Tree {
  if (value.kind !== 'list') return value;
  return list(
    value.items.flatMap((item) => (item.kind === 'dict' ? item : shortPort(item, how))),
    value.origin,
  );
}

function shortPort(item: Tree, { frontEnd, report }: Canonical): readonly Tree[] {
  const text = textOf(item) ?? '';
  const number = item.kind === 'scalar' && item.plain !== undefined ? sexagesimal(item.plain) : undefined;
  if (number !== undefined) report(diagnose('E3041', { text, number }, item.origin));
  const parsed = parseShortPort(number !== undefined && frontEnd.sexagesimal ? String(number) : text);
  if ('problem' in parsed) {
    const notes = [parsed.problem];
    report(diagnose('E3040', { text, problem: plainProblem(parsed.problem) }, item.origin, { notes }));
    return [];
  }
  return parsed.map(({ hostIp, published, target, protocol }) =>
    dict(
      [
        at('mode', 'ingress', item.origin),
        ...(hostIp === '' ? [] : [at('host_ip', hostIp, item.origin)]),
        at('target', target, item.origin),
        ...(published === '' ? [] : [at('published', published, item.origin)]),
        at('protocol', protocol, item.origin),
      ],
      item.origin,
    ),
  );
}

const at = (key: string, value: string | number, origin: Span): [string, Entry] => [
  key,
  { key: origin, value: scalar(value, origin) },
];

const plainProblem = (problem: string) => problem.charAt(0).toLowerCase() + problem.slice(1);

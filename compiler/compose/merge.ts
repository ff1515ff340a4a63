import { diagnose } from '../../diagnostics/diagnostic.ts';
import { child, type Dict, itemsOf, list, type Path, type Tree, textOf } from './tree.ts';
import type { Report } from './yaml.ts';

/**
 * Lays one canonical document over another: mappings merge key by key, lists append, scalars are replaced, an empty
 * value changes nothing (compose-go override/merge.go). Some keys have rules of their own.
 */
export function merge(base: Dict, over: Dict, report: Report, path: Path = []): Dict {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    const value =
      below === undefined ? entry.value : mergeValue(below.value, entry.value, report, [...path, key]);
    // The later file is the one to point at, unless it only adds to a mapping.
    const at = below !== undefined && value.kind === 'dict' ? below.key : entry.key;
    entries.set(key, { key: at, value });
  }
  return { ...base, entries };
}

function mergeValue(base: Tree, over: Tree, report: Report, path: Path): Tree {
  if (over.tag !== undefined || base.tag === 'reset') return over;
  const special = RULES.find(({ pattern }) => matches(path, pattern));
  if (special !== undefined) return special.rule(base, over, report, path);
  return mergePlain(base, over, report, path);
}

function mergePlain(base: Tree, over: Tree, report: Report, path: Path): Tree {
  if (over.kind === 'scalar' && over.value === null) return base;
  if (base.kind === 'scalar') return over;
  if (base.kind === 'dict' && over.kind === 'dict') return merge(base, over, report, path);
  if (base.kind === 'list' && over.kind === 'list') return append(base.items, over, path);
  const related = [{ span: base.origin, message: 'the other shape' }];
  report(diagnose('E3023', { path: path.join('.') }, over.origin, { related }));
  return base;
}

type Rule = (base: Tree, over: Tree, report: Report, path: Path) => Tree;

const replace: Rule = (_base, over) => over;

const RULES: readonly { readonly pattern: Path; readonly rule: Rule }[] = (
  [
    ['services.*.command', replace],
    ['services.*.entrypoint', replace],
    ['services.*.healthcheck.test', replace],
    ['services.*.ulimits.*', replace],
    ['services.*.logging', mergeLogging],
    ['networks.*.ipam.config', mergePools],
  ] as const
).map(([pattern, rule]) => ({ pattern: pattern.split('.'), rule }));

/** Options of a logging driver say nothing to another driver. */
function mergeLogging(base: Tree, over: Tree, report: Report, path: Path): Tree {
  const [before, after] = [textOf(child(base, 'driver')), textOf(child(over, 'driver'))];
  const same = before === undefined || after === undefined || before === after;
  return same ? mergePlain(base, over, report, path) : over;
}

/** Pools are told apart by their subnet; those that the later file does not name are dropped. */
function mergePools(base: Tree, over: Tree, report: Report, path: Path): Tree {
  if (base.kind !== 'list' || over.kind !== 'list') return mergePlain(base, over, report, path);
  const subnet = (pool: Tree) => textOf(child(pool, 'subnet'));
  const pools = over.items.map((pool) => {
    const same = base.items.find((other) => subnet(other) === subnet(pool));
    return same?.kind === 'dict' && pool.kind === 'dict' ? merge(same, pool, report, path) : pool;
  });
  return list(pools, over.origin);
}

/** How entries of a list are told apart; of two that are the same the later one stands, at the earlier's place. */
type Identity = (item: Tree) => string;

const byKey: Identity = (item) => (textOf(item) ?? '').split('=')[0]!;
const byText: Identity = (item) => textOf(item) ?? '';
const byPath: Identity = (item) => textOf(child(item, 'path')) ?? '';
const byPort: Identity = (item) => {
  const part = (key: string, otherwise: string) => textOf(child(item, key)) ?? otherwise;
  return `${part('host_ip', '0.0.0.0')}:${part('published', '')}:${part('target', '')}/${part('protocol', 'tcp')}`;
};
const byTarget: Identity = (item) =>
  textOf(child(item, 'target')) ?? textOf(child(item, 'source')) ?? targetOfMount(textOf(item) ?? '');

/** `data:/var/lib/data:ro` is mounted at `/var/lib/data`. */
function targetOfMount(text: string): string {
  const [first = '', second] = text.split(':');
  return second?.startsWith('/') ? second : first;
}

/** compose-go override/uncity.go, override/merge.go for extra_hosts */
const IDENTITIES: readonly { readonly pattern: Path; readonly identity: Identity }[] = (
  [
    ...['cap_add', 'cap_drop', 'dns', 'dns_opt', 'dns_search', 'links', 'profiles', 'tmpfs'].map(
      (key) => [`services.*.${key}`, byKey] as const,
    ),
    ['services.*.expose', byText],
    ['services.*.extra_hosts', byText],
    ['services.*.networks.*.aliases', byKey],
    ['services.*.networks.*.link_local_ips', byKey],
    ['services.*.ports', byPort],
    ['services.*.env_file', byPath],
    ...['volumes', 'devices', 'configs', 'secrets'].map((key) => [`services.*.${key}`, byTarget] as const),
  ] as const
).map(([pattern, identity]) => ({ pattern: pattern.split('.'), identity }));

function append(before: readonly Tree[], over: Tree, path: Path): Tree {
  const items = [...before, ...itemsOf(over)];
  const identity = IDENTITIES.find(({ pattern }) => matches(path, pattern))?.identity;
  if (identity === undefined) return list(items, over.origin);
  return list([...new Map(items.map((item) => [identity(item), item])).values()], over.origin);
}

/** Drops what one file says twice in one list, by the same rule as between files. */
export function distinct(tree: Tree, path: Path = []): Tree {
  switch (tree.kind) {
    case 'scalar':
      return tree;
    case 'list':
      return IDENTITIES.some(({ pattern }) => matches(path, pattern))
        ? { ...append([], tree, path), origin: tree.origin, ...(tree.tag && { tag: tree.tag }) }
        : tree;
    case 'dict': {
      const entries = [...tree.entries].map(
        ([key, entry]) => [key, { ...entry, value: distinct(entry.value, [...path, key]) }] as const,
      );
      return { ...tree, entries: new Map(entries) };
    }
  }
}

const matches = (path: Path, pattern: Path) =>
  path.length === pattern.length && pattern.every((part, i) => part === '*' || part === path[i]);

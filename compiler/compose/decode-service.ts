import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import { commandWords } from './command-words.ts';
import { decodeDependencies } from './decode-dependencies.ts';
import { decodeDeploy } from './decode-deploy.ts';
import { decodeExpose, decodePorts } from './decode-ports.ts';
import type { FrontEnd } from './front-end.ts';
import { serviceKeys } from './keys.ts';
import type {
  ComposeAttachment,
  ComposeExtraHost,
  ComposeLink,
  ComposeNetworkMode,
  ComposeService,
  ComposeVariable,
  Located,
} from './project.ts';
import { child, type Entry, entriesOf, flagOf, numberOf, type Tree, textOf, toJson } from './tree.ts';
import { located, locatedList, locatedName, locatedNumber, pairs } from './values.ts';
import type { Report } from './yaml.ts';

/** Keys with a field of their own in `ComposeService`; all others go to `rest`. */
const MODELLED = new Set([
  ...['image', 'build', 'command', 'entrypoint', 'environment', 'env_file', 'labels', 'profiles', 'restart'],
  ...[
    'container_name',
    'hostname',
    'domainname',
    'mac_address',
    'network_mode',
    'networks',
    'ports',
    'expose',
  ],
  ...['links', 'external_links', 'extra_hosts', 'dns', 'dns_search', 'dns_opt', 'sysctls', 'privileged'],
  ...['cap_add', 'cap_drop', 'depends_on', 'scale', 'deploy'],
]);

export interface Decoding {
  /** What a service's `env_file` and `environment` come to together. */
  readonly environment: (service: Tree) => readonly ComposeVariable[];
  readonly frontEnd: FrontEnd;
  readonly report: Report;
}

/** One entry of `services`, from its canonical tree. */
export function decodeService(
  name: string,
  { key: origin, value: tree }: Entry,
  { environment, frontEnd, report }: Decoding,
): ComposeService {
  const build = child(tree, 'build');
  const deploy = child(tree, 'deploy');
  const networkMode = decodeMode(child(tree, 'network_mode'));
  return {
    name,
    origin,
    ...locatedName('image', tree, 'image'),
    ...(build && { build: { value: toJson(build), origin: build.origin } }),
    ...decodeCommand('command', child(tree, 'command')),
    ...decodeCommand('entrypoint', child(tree, 'entrypoint')),
    environment: environment(tree),
    labels: pairs(child(tree, 'labels')),
    profiles: locatedList(child(tree, 'profiles')),
    ...locatedName('restart', tree, 'restart'),
    ...locatedName('containerName', tree, 'container_name'),
    ...locatedName('hostname', tree, 'hostname'),
    ...locatedName('domainname', tree, 'domainname'),
    ...locatedName('macAddress', tree, 'mac_address'),
    ...(networkMode && { networkMode }),
    networks: decodeNetworks(tree, origin, frontEnd.networkTiesBy),
    ports: decodePorts(child(tree, 'ports'), report),
    expose: decodeExpose(child(tree, 'expose'), report),
    links: decodeLinks(child(tree, 'links')),
    externalLinks: decodeLinks(child(tree, 'external_links')),
    extraHosts: decodeExtraHosts(child(tree, 'extra_hosts'), report),
    dns: locatedList(child(tree, 'dns')).filter(({ value }) => value !== ''),
    dnsSearch: locatedList(child(tree, 'dns_search')),
    dnsOptions: locatedList(child(tree, 'dns_opt')),
    sysctls: pairs(child(tree, 'sysctls')),
    privileged: flagOf(child(tree, 'privileged')) ?? false,
    capAdd: locatedList(child(tree, 'cap_add')),
    capDrop: locatedList(child(tree, 'cap_drop')),
    dependsOn: decodeDependencies(tree),
    ...locatedNumber('scale', tree, 'scale'),
    ...(deploy?.kind === 'dict' && { deploy: decodeDeploy(deploy) }),
    rest: Object.fromEntries(
      inOrder(entriesOf(tree)).flatMap(([key, { value }]) =>
        MODELLED.has(key) ? [] : [[key, toJson(value)] as const],
      ),
    ),
  };
}

const inOrder = (entries: readonly (readonly [string, Entry])[]) =>
  [...entries].sort(([a], [b]) => serviceKeys.indexOf(a) - serviceKeys.indexOf(b));

function decodeCommand<K extends string>(name: K, tree: Tree | undefined) {
  if (tree === undefined || (tree.kind === 'scalar' && tree.value === null)) return {};
  const value =
    tree.kind === 'list' ? tree.items.map((item) => textOf(item) ?? '') : commandWords(textOf(tree) ?? '');
  return { [name]: { value, origin: tree.origin } } as { readonly [key in K]: Located<readonly string[]> };
}

const MODES = ['host', 'none', 'bridge', 'default'] as const;

function decodeMode(tree: Tree | undefined): ComposeNetworkMode | undefined {
  const text = textOf(tree);
  if (tree === undefined || text === undefined || text === '') return undefined;
  const { origin } = tree;
  const kind = MODES.find((mode) => mode === text);
  if (kind !== undefined) return { kind, origin };
  if (text.startsWith('service:')) return { kind: 'service', service: text.slice('service:'.length), origin };
  if (text.startsWith('container:')) {
    return { kind: 'container', container: text.slice('container:'.length), origin };
  }
  return { kind: 'network', network: text, origin };
}

/** In order of joining; `default` where the service says nothing (compose-go loader/normalize.go). */
function decodeNetworks(
  service: Tree,
  origin: Span,
  tiesBy: FrontEnd['networkTiesBy'],
): readonly ComposeAttachment[] {
  const written = entriesOf(child(service, 'networks')).map(([network, { key, value }]) =>
    decodeAttachment(network, value, key, true),
  );
  if (written.length === 0 && !child(service, 'network_mode') && !child(service, 'provider')) {
    return [decodeAttachment('default', undefined, origin, false)];
  }
  const asWritten = tiesBy === 'file' && written.some(({ priority }) => priority !== 0);
  const tie = (a: ComposeAttachment, b: ComposeAttachment) =>
    asWritten ? 0 : a.network < b.network ? -1 : 1;
  return written.sort((a, b) => b.priority - a.priority || tie(a, b));
}

function decodeAttachment(
  network: string,
  tree: Tree | undefined,
  origin: Span,
  written: boolean,
): ComposeAttachment {
  return {
    network,
    origin,
    written,
    aliases: locatedList(child(tree, 'aliases')),
    ...located('ipv4Address', tree, 'ipv4_address'),
    ...located('ipv6Address', tree, 'ipv6_address'),
    linkLocalIps: locatedList(child(tree, 'link_local_ips')),
    ...locatedName('macAddress', tree, 'mac_address'),
    ...located('interfaceName', tree, 'interface_name'),
    driverOpts: pairs(child(tree, 'driver_opts')),
    priority: numberOf(child(tree, 'priority')) ?? 0,
    gwPriority: numberOf(child(tree, 'gw_priority')) ?? 0,
  };
}

const decodeLinks = (tree: Tree | undefined): readonly ComposeLink[] =>
  locatedList(tree).map(({ value, origin }) => {
    const [target = '', alias = target] = value.split(':');
    return { target, alias, origin };
  });

/** `=` separates before `:` does, so IPv6 addresses need no brackets (compose-go types/hostList.go). */
function decodeExtraHosts(tree: Tree | undefined, report: Report): readonly ComposeExtraHost[] {
  return locatedList(tree).flatMap(({ value, origin }) => {
    const separator = value.includes('=') ? '=' : ':';
    const at = value.indexOf(separator);
    const host = value.slice(0, at);
    if (at <= 0 || /[:=]/.test(host)) {
      report(diagnose('E3045', { text: value }, origin));
      return [];
    }
    const addresses = value.slice(at + 1).split(',');
    return addresses.map((address) => ({ host, address: address.replace(/^\[(.+)\]$/, '$1'), origin }));
  });
}

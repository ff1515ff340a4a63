import { type Block, type Entity, usesOf, type Value, valuesOf } from './entity.ts';

/** One network of a container or service, with the options of its attachment. */
export interface Joined {
  readonly network: Value;
  readonly aliases: readonly Value[];
  readonly links: readonly Value[];
  readonly driverOptions: readonly Value[];
  readonly ip?: Value;
  readonly ip6?: Value;
  readonly mac?: Value;
  readonly gwPriority?: Value;
}

const PREDEFINED = /^(host|none|bridge|default)$/;

/**
 * `host`, `none`, `container:NAME`, as `docker run --network` takes it; undefined when the container joins networks. To a
 * service every network is a name that the managers look up.
 */
export function networkModeOf(container: Entity): Value | undefined {
  if (container.kind === 'service') return undefined;
  return valuesOf(container.block, 'network').find(
    ({ text }) => text === 'host' || text === 'none' || text.startsWith('container:'),
  );
}

export const isPredefined = (network: string): boolean => PREDEFINED.test(network);

/**
 * The networks that a container or service joins, in the order written. Options without a network are the
 * first one's.
 */
export function joinedBy(entity: Entity): readonly Joined[] {
  if (networkModeOf(entity) !== undefined) return [];
  const uses = usesOf(entity.block, 'network');
  const written = uses.flatMap((use) => use.values.map((network) => joinedOf(network, use.block)));
  const joined = written.length > 0 ? written : onDefaultBridge(entity);
  const [first, ...others] = joined;
  const own = first && ownOptions(entity, first);
  return own ? [own, ...others] : joined;
}

/** An address or alias asked for without a network is asked of the default bridge. */
function onDefaultBridge(entity: Entity): readonly Joined[] {
  const [asked] = ['ip', 'ip6', 'alias'].flatMap((name) => valuesOf(entity.block, name));
  return asked ? [joinedOf({ text: 'bridge', span: asked.span }, undefined)] : [];
}

export function joinedOf(network: Value, block: Block | undefined): Joined {
  const all = (name: string) => (block ? valuesOf(block, name) : []);
  return {
    network,
    aliases: all('alias'),
    links: all('link'),
    driverOptions: all('driver-opt'),
    ...optional('ip', all('ip')[0]),
    ...optional('ip6', all('ip6')[0]),
    ...optional('mac', all('mac-address')[0]),
    ...optional('gwPriority', all('gw-priority')[0]),
  };
}

/** `docker run --ip --network-alias` speak of the first network. */
function ownOptions(entity: Entity, joined: Joined): Joined {
  const own = (name: string) => valuesOf(entity.block, name);
  return {
    ...joined,
    aliases: [...joined.aliases, ...own('alias')],
    ...optional('ip', joined.ip ?? own('ip')[0]),
    ...optional('ip6', joined.ip6 ?? own('ip6')[0]),
  };
}

/** A field that is there only when it has a value. */
const optional = <K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [k in K]?: V });

import type { Engine } from '../engine.ts';
import { failed, invalid, type Refusal } from './answer.ts';
import { HOST_AND_LINKS } from './conflicts.ts';
import type { Container } from './container.ts';
import { isRefusal } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { isHostMode, isUserDefined, joinedContainer } from './network-mode.ts';

interface LinkOption {
  readonly name: string;
  /** Empty in `db:`, which links to nothing. */
  readonly alias: string;
}

/**
 * `db:database` as name and alias; without a colon the name is the alias. `/db:/app/database` is how inspect
 * has it.
 */
export function parseLink(text: string): LinkOption {
  const [name = '', alias = name] = text.split(':');
  return { name: name.replace(/^\//, ''), alias: alias.slice(alias.lastIndexOf('/') + 1) };
}

/** Why a link cannot be understood (moby opts.ParseLink). */
function linkFault(text: string): string | undefined {
  if (text === '') return 'empty string specified for links';
  return text.split(':').length > 2 ? `bad format for links: ${text}` : undefined;
}

/**
 * Binds a new container to those that `--link` names (moby registerLinks). On user-defined networks a link is
 * an alias of the attachment instead, and nothing is registered here.
 */
export function registerLinks(engine: Engine, container: Container): Refusal | undefined {
  if (isUserDefined(container.hostConfig.NetworkMode)) return undefined;
  for (const text of container.hostConfig.Links ?? []) {
    const fault = linkFault(text);
    if (fault !== undefined) return invalid(fault);
    const { name, alias } = parseLink(text);
    const child = ownerOfNamespace(engine, name);
    if (isRefusal(child)) return invalid(`could not get container for ${name}: ${child.message}`);
    if (isHostMode(child.hostConfig.NetworkMode)) {
      return invalid(HOST_AND_LINKS);
    }
    // Without an alias the link's name is the container's own, which is taken: the engine passes over it.
    if (alias !== '') container.links.set(alias, { id: child.id, name: child.name });
  }
  return undefined;
}

/** A link to a container that shares another's namespace is a link to that other one. */
function ownerOfNamespace(engine: Engine, name: string): Container | Refusal {
  let child = findContainer(engine, name);
  for (let i = 0; i < 16 && !isRefusal(child); i++) {
    const joined = joinedContainer(child.hostConfig.NetworkMode);
    if (joined === undefined) return child;
    child = findContainer(engine, joined);
  }
  return child;
}

/**
 * The environment that links bring, such as `DATABASE_PORT_80_TCP_ADDR` (moby daemon/links). It is worked out
 * whenever a process starts in the container, so a link to a container that went away breaks `docker exec`
 * too.
 */
export function linkEnvironment(engine: Engine, container: Container): readonly string[] | Refusal {
  const variables: string[] = [];
  if (!container.networks.has('bridge')) return variables;
  for (const [alias, link] of container.links) {
    const child = engine.containers.get(link.id);
    if (child === undefined || child.state.pid === 0)
      return failed(
        `Cannot link to a non running container: /${child?.name ?? link.name} AS /${container.name}/${alias}`,
      );
    const attachment = child.networks.get('bridge');
    if (attachment === undefined)
      return failed(`container ${child.id} not attached to default bridge network`);
    variables.push(...variablesOf(container, child, alias, attachment.ipAddress));
  }
  return variables;
}

interface ChildPort {
  readonly port: number;
  readonly protocol: string;
}

function variablesOf(parent: Container, child: Container, alias: string, ip: string): string[] {
  const prefix = alias.toUpperCase().replaceAll('-', '_');
  const ports = Object.keys(child.config.ExposedPorts ?? {})
    .map((key): ChildPort => ({ port: Number(key.split('/')[0]), protocol: key.split('/')[1] ?? 'tcp' }))
    .sort((a, b) => a.port - b.port || (a.protocol === 'tcp' ? -1 : 1));
  const url = ({ port, protocol }: ChildPort): string => `${protocol}://${ip}:${port}`;
  const nameOf = ({ port, protocol }: ChildPort): string =>
    `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
  const own = (child.config.Env ?? []).filter((v) => v.includes('=') && !/^(HOME|PATH)=/.test(v));
  return [
    ...(ports[0] ? [`${prefix}_PORT=${url(ports[0])}`] : []),
    ...runsOf(ports).flatMap(([first, last]) => [
      `${nameOf(first)}_START=${url(first)}`,
      `${nameOf(first)}_ADDR=${ip}`,
      `${nameOf(first)}_PROTO=${first.protocol}`,
      `${nameOf(first)}_PORT_START=${first.port}`,
      `${nameOf({ ...last, port: first.port })}_END=${url(last)}`,
      `${nameOf({ ...last, port: first.port })}_PORT_END=${last.port}`,
    ]),
    ...ports.flatMap((p) => [
      `${nameOf(p)}=${url(p)}`,
      `${nameOf(p)}_ADDR=${ip}`,
      `${nameOf(p)}_PORT=${p.port}`,
      `${nameOf(p)}_PROTO=${p.protocol}`,
    ]),
    `${prefix}_NAME=/${parent.name}/${alias}`,
    ...own.map((variable) => `${prefix}_ENV_${variable}`),
  ];
}

/** Three ports or more in a row: their first and last. Shorter rows are not told. */
function runsOf(ports: readonly ChildPort[]): (readonly [ChildPort, ChildPort])[] {
  const runs: (readonly [ChildPort, ChildPort])[] = [];
  for (let start = 0; start < ports.length; ) {
    let end = start;
    while (end + 1 < ports.length && ports[end + 1]!.port <= ports[start]!.port + end + 1 - start) end++;
    if (end > start + 1) runs.push([ports[start]!, ports[end]!]);
    start = end > start + 1 ? end + 1 : start + 1;
  }
  return runs;
}

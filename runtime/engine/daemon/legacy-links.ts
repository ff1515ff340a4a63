import type { Engine } from '../engine.ts';
import { failed, invalid, type Refusal } from './answer.ts';
import type { Container } from './container.ts';
import { isRefusal } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { isHostMode, isUserDefined, joinedContainer } from './network-mode.ts';

/** `db:database` as name and alias; without a colon the name is the alias. */
export function parseLink(text: string): { readonly name: string; readonly alias: string } {
  const colon = text.indexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  const alias = colon < 0 ? '' : text.slice(colon + 1);
  return { name, alias: alias === '' ? name.replace(/^\//, '') : alias };
}

/**
 * Binds a new container to those that `--link` names (moby registerLinks). On user-defined networks a link is an alias of
 * the attachment instead, and nothing is registered here.
 */
export function registerLinks(engine: Engine, container: Container): Refusal | undefined {
  if (isUserDefined(container.hostConfig.NetworkMode)) return undefined;
  for (const text of container.hostConfig.Links ?? []) {
    const { name, alias } = parseLink(text);
    const child = ownerOfNamespace(engine, name);
    if (isRefusal(child)) return invalid(`could not get container for ${name}: ${child.message}`);
    if (isHostMode(child.hostConfig.NetworkMode)) {
      return invalid(
        `conflicting options: host type networking can't be used with links. This would result in undefined behavior`,
      );
    }
    container.links.set(alias, { id: child.id, name: child.name });
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
 * The environment that links bring, such as `DATABASE_PORT_80_TCP_ADDR` (moby daemon/links). It is worked out whenever a
 * process starts in the container, so a link to a container that went away breaks `docker exec` too.
 */
export function linkEnvironment(engine: Engine, container: Container): readonly string[] | Refusal {
  const variables: string[] = [];
  if (!container.networks.has('bridge')) return variables;
  for (const [alias, link] of container.links) {
    const child = engine.containers.get(link.id);
    if (child === undefined || child.state.pid === 0)
      return failed(`Cannot link to a non running container: /${link.name} AS /${container.name}/${alias}`);
    const attachment = child.networks.get('bridge');
    if (attachment === undefined)
      return failed(`container ${child.id} not attached to default bridge network`);
    variables.push(...variablesOf(container, child, alias, attachment.ipAddress));
  }
  return variables;
}

function variablesOf(parent: Container, child: Container, alias: string, ip: string): string[] {
  const prefix = alias.toUpperCase().replaceAll('-', '_');
  const ports = Object.keys(child.config.ExposedPorts ?? {})
    .map((key) => ({ port: Number(key.split('/')[0]), protocol: key.split('/')[1] ?? 'tcp' }))
    .sort((a, b) => a.port - b.port || (a.protocol === 'tcp' ? -1 : 1));
  const url = (p: { readonly port: number; readonly protocol: string }): string =>
    `${p.protocol}://${ip}:${p.port}`;
  return [
    ...(ports[0] ? [`${prefix}_PORT=${url(ports[0])}`] : []),
    ...ports.flatMap((p) => {
      const name = `${prefix}_PORT_${p.port}_${p.protocol.toUpperCase()}`;
      return [
        `${name}=${url(p)}`,
        `${name}_ADDR=${ip}`,
        `${name}_PORT=${p.port}`,
        `${name}_PROTO=${p.protocol}`,
      ];
    }),
    `${prefix}_NAME=/${parent.name}/${alias}`,
    ...(child.config.Env ?? [])
      .filter((variable) => variable.includes('=') && !/^(HOME|PATH)=/.test(variable))
      .map((variable) => `${prefix}_ENV_${variable}`),
  ];
}

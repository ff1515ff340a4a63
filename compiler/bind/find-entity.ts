import type { EntityKind } from '../attributes/attribute.ts';
import type { Entity } from './entity.ts';
import { DEFAULT_HOST, hostOf, type Scene } from './scene.ts';

/** Networks that every engine has. */
export const PREDEFINED_NETWORKS: readonly string[] = [
  'bridge',
  'host',
  'none',
  'default',
  'ingress',
  'docker_gwbridge',
];

/** The kinds that ask and answer: what a name in a claim may be. */
export const PARTIES: readonly EntityKind[] = ['container', 'service', 'host', 'client'];
/** Names of parties that no scenario declares. */
export const BUILT_IN_PARTIES: readonly string[] = ['internet', 'localhost'];

/** The entity of one of these kinds that the name means, on that host if one is said. */
export function findEntity(
  scene: Scene,
  name: string,
  kinds: readonly EntityKind[],
  host?: string,
): Entity | undefined {
  const named = scene.named.get(name) ?? [];
  for (const kind of kinds) {
    const found = named.find(
      (entity) => entity.kind === kind && (host === undefined || hostOf(scene, entity) === host),
    );
    if (found) return found;
  }
  return undefined;
}

/** Names that need no declaration: the engine's own networks, the host of a scenario without hosts. */
export function isBuiltIn(scene: Scene, name: string, kinds: readonly EntityKind[]): boolean {
  if (kinds.includes('network') && PREDEFINED_NETWORKS.includes(name)) return true;
  const noHosts = scene.hosts.length === 0;
  return kinds.includes('host') && noHosts && name === DEFAULT_HOST;
}

/** `demo.1` is the first task of service `demo`. */
export function findTask(scene: Scene, name: string): { service: Entity; slot: number } | undefined {
  const match = /^(.+)\.(\d+)$/.exec(name);
  const service = match && findEntity(scene, match[1]!, ['service']);
  return service ? { service, slot: Number(match[2]) } : undefined;
}

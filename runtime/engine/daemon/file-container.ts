import type { Engine } from '../engine.ts';
import type { Container } from './container.ts';

/** Enters a container into the daemon's books: by its id, its name, and with those that it links to. */
export function fileContainer(engine: Engine, container: Container): void {
  engine.containers.set(container.id, container);
  engine.containerNames.set(container.name, container.id);
  for (const { id } of container.links.values()) engine.containers.get(id)?.linkedFrom.add(container.id);
}

export function unfileContainer(engine: Engine, container: Container): void {
  engine.containers.delete(container.id);
  engine.containerNames.delete(container.name);
  for (const { id } of container.links.values()) engine.containers.get(id)?.linkedFrom.delete(container.id);
}

export function refileContainer(engine: Engine, container: Container, name: string): void {
  engine.containerNames.delete(container.name);
  container.name = name;
  engine.containerNames.set(name, container.id);
}

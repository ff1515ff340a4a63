import type { World } from '../../world.ts';
import { type Answer, answer, invalid } from './answer.ts';
import { refuseName } from './container-name.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { refileContainer } from './file-container.ts';
import { findContainer } from './find-container.ts';
import { renameEndpoints } from './rename-endpoints.ts';

/** POST /containers/{id}/rename. The new name resolves at once on user-defined networks. */
export function containerRename(world: World, host: string, term: string, newName: string): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  if (term === '' || newName === '') return invalid('Neither old nor new names may be empty');
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  const name = newName.replace(/^\//, '');
  if (container.name === name) return invalid('Renaming a container with the same name as its current name');
  const refusal = refuseName(engine, `/${name}`);
  if (refusal) return { ...refusal, message: `Error when allocating new name: ${refusal.message}` };
  refileContainer(engine, container, name);
  renameEndpoints(world, engine, container);
  return answer(null);
}

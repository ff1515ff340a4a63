import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { done, notFound, type Result } from './result.ts';

/** A container got another name: its endpoint is shown and found by it. */
export function renameEndpoint(
  _world: World,
  engine: Engine,
  id: string,
  name: string,
  names: readonly string[],
): Result<null> {
  const endpoint = engine.controller.endpoints.get(id);
  if (endpoint === undefined) return notFound(`endpoint ${id} not found`);
  endpoint.name = name;
  endpoint.names = names;
  return done(null);
}

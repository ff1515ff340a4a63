import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { type Refusal, refuse } from './answer.ts';

/** The engine of a host, when it is there to answer. */
export function runningEngine(world: World, host: string): Engine | Refusal {
  const engine = world.engines.get(host);
  if (engine?.status === 'running') return engine;
  return refuse(
    503,
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
  );
}

export const isRefusal = (value: object): value is Refusal => 'ok' in value && value.ok === false;

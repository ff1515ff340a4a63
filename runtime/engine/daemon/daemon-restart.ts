import type { World } from '../../world.ts';
import { type Answer, refuse } from './answer.ts';
import type { DaemonJson } from './daemon-json.ts';
import { startDaemon } from './start-daemon.ts';
import { killDaemon, stopDaemon } from './stop-daemon.ts';

export interface DaemonRequest {
  /** `restart` is stop and start; `kill` is SIGKILL, which leaves rules, links and processes behind. */
  readonly how: 'restart' | 'stop' | 'start' | 'kill';
  /** A new daemon.json; none leaves the old one. */
  readonly config?: DaemonJson;
}

/**
 * What `systemctl` does with dockerd. A daemon that does not start says why in its last line, and stays down.
 */
export function daemonRestart(world: World, host: string, { how, config }: DaemonRequest): Answer<null> {
  const engine = world.engines.get(host);
  if (!engine) return refuse(404, `no Docker engine on ${host}`);
  if (config) engine.daemonJson = config;
  switch (how) {
    case 'restart':
      stopDaemon(world, engine);
      return startDaemon(world, engine);
    case 'stop':
      stopDaemon(world, engine);
      return { ok: true, value: null, warnings: [] };
    case 'start':
      return startDaemon(world, engine);
    case 'kill':
      killDaemon(world, engine);
      return { ok: true, value: null, warnings: [] };
    default:
      return how satisfies never;
  }
}

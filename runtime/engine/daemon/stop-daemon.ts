import { killSwarmNode, stopSwarmNode } from '../../swarm/daemon-life.ts';
import { cancel } from '../../time/timer.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { abandonController, stopController } from '../libnetwork/controller.ts';
import { stopContainer } from './stop-container.ts';

/**
 * SIGTERM: every container is stopped, unless `live-restore` keeps them, and then the networks are left in
 * order.
 */
export function stopDaemon(world: World, engine: Engine): void {
  if (engine.status !== 'running') return;
  const isUp = (container: { readonly state: { readonly pid: number } }): boolean =>
    container.state.pid !== 0;
  const keeps = engine.config.liveRestore && [...engine.containers.values()].some(isUp);
  if (!keeps) {
    for (const container of [...engine.containers.values()]) {
      if (!isUp(container) && container.state.status !== 'restarting') continue;
      const { manuallyStopped } = container.state;
      stopContainer(world, engine, container, { toRestart: true });
      container.state.manuallyStopped = manuallyStopped;
    }
    stopSwarmNode(world, engine);
    stopController(world, engine);
  }
  abandonController(world, engine);
  forgetTimers(world, engine);
  engine.status = 'stopped';
}

/**
 * SIGKILL: rules, links and the containers' processes stay as they are; nobody restarts anything any more.
 */
export function killDaemon(world: World, engine: Engine): void {
  forgetTimers(world, engine);
  killSwarmNode(world, engine);
  abandonController(world, engine);
  engine.status = 'killed';
}

function forgetTimers(world: World, engine: Engine): void {
  cancel(world, (event) => event.kind === 'restart-container' && event.host === engine.host);
}

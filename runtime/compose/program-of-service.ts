import type { PlannedService } from '../../compiler/ir/compose-plan.ts';
import { containerExited, containerListen } from '../engine/daemon/api.ts';
import type { Container, ProgramSocket } from '../engine/daemon/container.ts';
import { findImage, knownImage } from '../engine/images/find-image.ts';
import type { Image } from '../engine/images/image.ts';
import type { ComposeRun } from './compose-run.ts';

/**
 * What a container's program opens when it starts. An image's own program and a command that the engine knows need no
 * words; of any other program, the file's ports are the best that is known, besides those of the image.
 */
export function declareProgram({ world, host }: ComposeRun, service: PlannedService, id: string): void {
  const engine = world.engines.get(host)!;
  const container = engine.containers.get(id)!;
  const known = knownImage(engine, container.image);
  if (known !== undefined && !service.changesProgram) return;
  const image = findImage(engine, container.image);
  if (!isOpaque(container, image)) return;
  const own = service.container.listen ?? [];
  const sockets: readonly ProgramSocket[] = own
    .filter(({ port, protocol }) => !image.listen.some((s) => s.port === port && s.protocol === protocol))
    .map(({ port, protocol, address }) => ({
      port,
      protocol,
      address: address ?? '0.0.0.0',
      service: 'echo',
    }));
  containerListen(world, host, id, [...image.listen, ...sockets], true);
}

/** Whether the engine does not know what the command does: `sleep` and `serve 81` it knows. */
const isOpaque = ({ program, config }: Container, { cmd, runs }: Image): boolean =>
  program.life.kind === 'command' ||
  (runs === 'serves' && (config.Cmd ?? []).join(' ') === (cmd ?? []).join(' '));

/** A program that others wait for to end has done its work by then. */
export function runToCompletion({ world, host }: ComposeRun, service: PlannedService, id: string): void {
  if (service.runsToCompletion) containerExited(world, host, id, { code: 0, stdout: '', stderr: '' });
}

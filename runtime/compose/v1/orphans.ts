import { containerRemove, containerStop } from '../../engine/daemon/api.ts';
import type { ComposeRun } from '../compose-run.ts';
import { orphansOf } from '../project-containers.ts';
import { say, type Writer } from './writer.ts';

/** Containers of services that the file no longer has: said, or removed when asked. */
export function tellOrphans(run: ComposeRun, writer: Writer, remove: boolean): void {
  const { world, host } = run;
  const orphans = orphansOf(run);
  if (orphans.length === 0) return;
  if (!remove) {
    const names = orphans.map(({ name }) => name).join(', ');
    say(
      writer,
      `Found orphan containers (${names}) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.`,
    );
    return;
  }
  for (const { id, name } of orphans) {
    say(writer, `Removing orphan container "${name}"`);
    containerStop(world, host, id);
    containerRemove(world, host, id, true);
  }
}

import type { Host, Surroundings } from '../../../compiler/ir/surroundings.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { createEngine } from '../../engine/engine.ts';
import type { Image } from '../../engine/images/image.ts';
import { BUSYBOX } from '../../engine/images/tools.ts';
import { DEFAULT_VERSION, resolveVersion, VERSION_NAMES } from '../../engine/versions/versions.ts';
import type { World } from '../../world.ts';
import { programSocket } from '../actions/run-container.ts';
import { complaint } from './machines.ts';

/**
 * Installs and starts dockerd on a host. A version asked for on the command line comes before the scenario's
 * own.
 */
export function buildEngine(
  world: World,
  host: Host,
  { images }: Surroundings,
  engineVersion: string | undefined,
): Diagnostic[] {
  const wanted = engineVersion ?? host.engine ?? DEFAULT_VERSION;
  const version = resolveVersion(wanted);
  if (version === undefined)
    return [
      complaint(host, `dnet does not simulate engine ${wanted}; it knows ${VERSION_NAMES.join(' and ')}`),
    ];
  const started = createEngine(world, host.name, {
    version: version.name,
    config: host.daemon,
    images: images.map(imageOf),
  });
  if (started.ok) return [];
  const place = host.daemonOrigin ?? host.origin;
  return [complaint({ name: host.name, ...(place && { origin: place }) }, started.message)];
}

/** An image that the scenario declares: a program that listens, and the usual small tools. */
const imageOf = ({ name, listen, expose }: Surroundings['images'][number]): Image => ({
  name,
  expose,
  env: [],
  entrypoint: null,
  cmd: ['/app'],
  workingDir: '',
  listen: listen.map(programSocket),
  runs: 'serves',
  tools: BUSYBOX,
});

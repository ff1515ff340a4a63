import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { renameEndpoint } from '../libnetwork/controller.ts';
import type { Container } from './container.ts';
import { dnsNamesOf } from './dns-names.ts';
import { isUserDefined } from './network-mode.ts';

/** A running container that got another name is found by it at once. */
export function renameEndpoints(world: World, engine: Engine, container: Container): void {
  for (const [network, attachment] of container.networks) {
    const names = isUserDefined(network) ? dnsNamesOf(container, attachment.aliases) : [];
    if (versionOf(engine).daemon.showsDnsNames && attachment.dnsNames !== null) attachment.dnsNames = names;
    if (attachment.endpointId !== '')
      renameEndpoint(world, engine, attachment.endpointId, container.name, names);
  }
}

import type { PlannedNetwork } from '../../../compiler/ir/compose-plan.ts';
import {
  networkConnect,
  networkCreate,
  networkDisconnect,
  networkInspect,
  networkRemove,
} from '../../engine/daemon/api.ts';
import type { ComposeRun } from '../compose-run.ts';
import { CONFIG_HASH, NETWORK, networkLabels, PROJECT } from '../labels.ts';
import { networkRequest } from '../network-request.ts';
import { type ProjectContainer, projectContainers } from '../project-containers.ts';
import { finish } from '../together.ts';
import { stopServices } from './stop.ts';
import { type Problem, problemOf, tell, type Writer, warn } from './writer.ts';

/** Makes the networks that are not there, and those anew whose configuration changed (compose pkg/compose/create.go). */
export function ensureNetworks(run: ComposeRun, writer: Writer): Problem {
  for (const network of run.plan.networks) {
    const problem = ensureNetwork(run, network, writer);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function ensureNetwork(run: ComposeRun, network: PlannedNetwork, writer: Writer): Problem {
  const { world, host, plan } = run;
  const { name } = network.spec;
  const found = networkInspect(world, host, name);
  if (network.external)
    return found.ok ? undefined : `network ${name} declared as external, but could not be found`;
  if (!found.ok) return createNetwork(run, network, writer, []);
  const labels = found.value.Labels ?? {};
  if (labels[PROJECT] !== plan.project) {
    const by = labels[PROJECT] === undefined ? 'by compose' : `for project "${plan.project}"`;
    const advice = 'Set `external: true` to use an existing network';
    warn(writer, world, `a network with name ${name} exists but was not created ${by}.\n${advice}`);
  }
  if (labels[NETWORK] !== network.key)
    return `network ${name} was found but has incorrect label ${NETWORK} set to "${labels[NETWORK] ?? ''}" (expected: "${network.key}")`;
  const hash = labels[CONFIG_HASH] ?? '';
  if (hash === '' || hash === network.hash) return undefined;
  return replaceNetwork(run, network, writer);
}

function createNetwork(
  { world, host, plan }: ComposeRun,
  network: PlannedNetwork,
  writer: Writer,
  members: readonly ProjectContainer[],
): Problem {
  const { name } = network.spec;
  tell(writer, `Network ${name}`, 'Creating');
  const labels = { ...networkLabels(plan, network, network.key), [CONFIG_HASH]: network.hash };
  const created = networkCreate(world, host, networkRequest(network, labels));
  if (!created.ok) {
    tell(writer, `Network ${name}`, 'Error');
    return `failed to create network ${name}: ${problemOf(created)}`;
  }
  tell(writer, `Network ${name}`, 'Created');
  for (const { id } of members) {
    const problem = problemOf(networkConnect(world, host, name, { Container: id }));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Its containers stop, leave it, and find themselves in the new one; `up` then makes them anew. */
function replaceNetwork(run: ComposeRun, network: PlannedNetwork, writer: Writer): Problem {
  const { world, host, plan } = run;
  const { name } = network.spec;
  const services = plan.services
    .filter(({ container }) => container.attachments.some((attachment) => attachment.network === name))
    .map((service) => service.name);
  const stopped = finish(stopServices(run, writer, services));
  if (stopped !== undefined) return stopped;
  const members = projectContainers(run).filter(({ service }) => services.includes(service));
  for (const { id } of members) networkDisconnect(world, host, name, { Container: id, Force: true });
  const removed = networkRemove(world, host, name);
  if (!removed.ok) return problemOf(removed);
  tell(writer, `Network ${name}`, 'Removed');
  return createNetwork(run, network, writer, members);
}

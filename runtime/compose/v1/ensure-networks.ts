import type { ComposePlan, PlannedNetwork } from '../../../compiler/ir/compose-plan.ts';
import type { NetworkResource } from '../../docker-api/network.ts';
import { networkCreate, networkInspect } from '../../engine/daemon/api.ts';
import type { ComposeRun } from '../compose-run.ts';
import { networkLabels } from '../labels.ts';
import { networkRequest } from '../network-request.ts';
import { say, type Writer } from './writer.ts';

/** Makes the networks that are not there; gives what ends the program (compose/network.py). */
export function ensureNetworks(run: ComposeRun, writer: Writer): string | undefined {
  for (const network of run.plan.networks) {
    const problem = ensureNetwork(run, network, writer);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function ensureNetwork(run: ComposeRun, network: PlannedNetwork, writer: Writer): string | undefined {
  const { world, host, plan } = run;
  const { name, driver } = network.spec;
  const found = networkInspect(world, host, name);
  if (network.external) {
    if (found.ok || driver === 'overlay') return undefined;
    return `Network ${name} declared as external, but could not be found. Please create the network manually using \`docker network create ${name}\` and try again.`;
  }
  if (found.ok) {
    const changed = changedProperty(found.value, network);
    return changed && `Network "${name}" needs to be recreated - ${changed} has changed`;
  }
  const how = driver === undefined ? 'the default driver' : `driver "${driver}"`;
  say(writer, `Creating network "${name}" with ${how}`);
  // Every network that this program makes is attachable.
  const labels = networkLabels(plan, network, labelOf(network, plan));
  const request = { ...networkRequest(network, labels), Attachable: true };
  const created = networkCreate(world, host, request);
  return created.ok ? undefined : created.message;
}

/** The key, or the name where the file gives one of its own. */
const labelOf = ({ key, spec }: PlannedNetwork, { project }: ComposePlan): string =>
  spec.name === `${project}_${key}` ? key : spec.name;

/** Options that the overlay driver writes itself. */
const IGNORED = new Set(['com.docker.network.driver.overlay.vxlanid_list']);

/** The first property in which an existing network differs from the file. */
function changedProperty(remote: NetworkResource, { spec }: PlannedNetwork): string | undefined {
  if (spec.driver !== undefined && spec.driver !== remote.Driver) return 'driver';
  const options = { ...remote.Options };
  const changed = Object.keys({ ...options, ...spec.options }).find(
    (key) => !IGNORED.has(key) && options[key] !== spec.options[key],
  );
  if (changed !== undefined) return `option "${changed}"`;
  return changedPool(remote, spec.subnets) ?? (spec.internal && !remote.Internal ? 'internal' : undefined);
}

function changedPool(
  { IPAM }: NetworkResource,
  subnets: PlannedNetwork['spec']['subnets'],
): string | undefined {
  if (subnets.length === 0) return undefined;
  const remote = IPAM.Config ?? [];
  if (remote.length !== subnets.length) return 'IPAM configs';
  for (const pool of subnets) {
    const other = remote.find(({ Subnet }) => Subnet === pool.subnet);
    if (other === undefined) return 'IPAM config subnet';
    if (pool.gateway !== undefined && pool.gateway !== other.Gateway) return 'IPAM config gateway';
    if (pool.ipRange !== other.IPRange) return 'IPAM config ip_range';
  }
  return undefined;
}

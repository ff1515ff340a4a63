import type { ComposePlan, PlannedNetwork, PlannedService } from '../../compiler/ir/compose-plan.ts';
import { upOptions } from '../compose/compose-run.ts';
import { COMPOSE_PROGRAMS } from '../compose/programs.ts';
import { containerNameOf } from '../compose/project-containers.ts';
import { containerCreate, containerStart, networkCreate } from '../engine/daemon/api.ts';
import { buildWorld } from '../scenario/build-world.ts';
import type { World } from '../world.ts';
import { HOST, type OneHostOptions, surroundingsOf } from './surroundings.ts';

/** A project that runs in a world of its own. */
export interface Deployed {
  readonly plan: ComposePlan;
  readonly world: World;
  /** What had to be assumed, and what the engine refused. */
  readonly notes: readonly string[];
}

/** Brings a project up on a host that has nothing else, with stand-ins for what the project takes from elsewhere. */
export function deploy(asked: ComposePlan, options: OneHostOptions = {}): Deployed {
  const notes: string[] = [];
  const plan = { ...asked, networks: asked.networks.map((network) => onOneHost(network, notes)) };
  const { world } = buildWorld(surroundingsOf(plan, options), options);
  makeForeignNetworks(world, plan, notes);
  makeForeignContainers(world, plan, notes);
  const ran = COMPOSE_PROGRAMS[plan.frontEnd].up({ world, host: HOST, plan }, upOptions());
  if (ran.rc !== 0) notes.push(`\`${plan.frontEnd} up\` fails: ${ran.stderr.trimEnd().split('\n').at(-1)}`);
  return { plan, world, notes };
}

/** There is no swarm on the host: on one host an overlay keeps together what a bridge does. */
function onOneHost(network: PlannedNetwork, notes: string[]): PlannedNetwork {
  if (network.spec.driver !== 'overlay') return network;
  notes.push(`network ${network.key} is an overlay; it is shown as a bridge of one host`);
  const { driver: _, ...spec } = network.spec;
  return { ...network, spec: { ...spec, options: {} } };
}

function makeForeignNetworks(world: World, { networks }: ComposePlan, notes: string[]): void {
  for (const { external, spec } of networks) {
    if (!external) continue;
    const made = networkCreate(world, HOST, { Name: spec.name, Attachable: true });
    if (made.ok) notes.push(`network ${spec.name} is external; an empty bridge stands in for it`);
  }
}

/** The service that has a container of this name. */
const serviceOfContainer = (plan: ComposePlan, container: string): PlannedService | undefined =>
  plan.services.find((service) => containerNameOf({ plan }, service, 1) === container);

/** The service whose namespace another one shares, which it may also name by its container. */
export function sharedService(plan: ComposePlan, service: PlannedService): PlannedService | undefined {
  const container = /^container:(.+)$/.exec(service.container.networkMode ?? '')?.[1];
  if (container !== undefined) return serviceOfContainer(plan, container);
  return plan.services.find(({ name }) => name === service.sharesNetworkOf);
}

function makeForeignContainers(world: World, plan: ComposePlan, notes: string[]): void {
  const { services } = plan;
  const joined = services.flatMap(({ container }) => {
    const name = /^container:(.+)$/.exec(container.networkMode ?? '')?.[1];
    return name === undefined || serviceOfContainer(plan, name) !== undefined ? [] : [name];
  });
  for (const name of new Set(joined)) {
    const made = containerCreate(world, HOST, { name, Config: { Image: name } });
    if (!made.ok) continue;
    containerStart(world, HOST, made.value.Id);
    notes.push(`container ${name} is not of this project; an empty one stands in for it`);
  }
}

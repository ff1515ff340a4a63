import type { PlannedService } from '../../compiler/ir/compose-plan.ts';
import { containerNameOf } from '../compose/project-containers.ts';
import { containerParty, findParty, internetParty, isUnknown, type Party } from '../scenario/party.ts';
import type { Deployed } from './deploy.ts';
import { HOST, LAN } from './surroundings.ts';

/** A row of the matrix: a service, or one of those around the project. */
export interface Asker {
  readonly name: string;
  readonly kind: 'service' | 'host' | 'lan' | 'internet';
  /** Absent where the service's container does not run. */
  readonly party?: Party;
  readonly service?: PlannedService;
}

/** The services in the order of the plan, then the host, a neighbour on its LAN, and the internet. */
export function askersOf({ plan, world }: Deployed): readonly Asker[] {
  const services = plan.services.map((service): Asker => {
    const party = partyOf({ plan, world }, service);
    return { name: service.name, kind: 'service', service, ...(party && { party }) };
  });
  const around = (name: string, kind: Asker['kind'], party: Party): Asker => ({ name, kind, party });
  const machine = (name: string): Party => {
    const party = findParty(world, { kind: 'host', name });
    if (isUnknown(party)) throw new Error(`the world has no ${name}`);
    return party;
  };
  return [
    ...services,
    around(HOST, 'host', machine(HOST)),
    around(LAN, 'lan', machine(LAN)),
    around('internet', 'internet', internetParty(world) as Party),
  ];
}

/** A container of a service that runs; the first stands for all of them, which are made alike. */
export function partyOf(
  { plan, world }: Pick<Deployed, 'plan' | 'world'>,
  service: PlannedService,
  number = 1,
): Party | undefined {
  const name = containerNameOf({ plan }, service, number);
  const engine = world.engines.get(HOST)!;
  const container = [...engine.containers.values()].find((other) => other.name === name);
  const party = container && containerParty(world, engine, container);
  return party?.netns === undefined ? undefined : party;
}

import type { ComposePlan } from '../../compiler/ir/compose-plan.ts';
import type { Host, Interface, Surroundings } from '../../compiler/ir/surroundings.ts';
import { type Cidr, overlaps, parseCidr } from '../address/cidr.ts';

/** The names of those who stand around a project that says nothing of its surroundings. */
export const HOST = 'host';
export const LAN = 'lan';

/** Where the host stands on its LAN, and the neighbour that asks it. */
const HOST_NUMBER = 31;
const NEIGHBOUR_NUMBER = 100;
/** Usual LANs; the first that no network of the project overlaps is taken. */
const LANS = ['192.168.1', '192.168.77', '10.99.99', '172.31.99', '192.168.201'];

export interface OneHostOptions {
  readonly engineVersion?: string;
}

/** One Docker host on a LAN with a way to the internet, and a neighbour: the world that a compose file is tried in. */
export function surroundingsOf(plan: ComposePlan, { engineVersion }: OneHostOptions): Surroundings {
  const lan = freeLan(plan);
  const host: Host = {
    kind: 'host',
    ...machine(HOST, lan, HOST_NUMBER, cardOf(plan)),
    platform: 'linux',
    ...(engineVersion !== undefined && { engine: engineVersion }),
    daemon: {},
    features: {},
  };
  return {
    segments: [{ name: 'lan', subnet: `${lan}.0/24`, gateway: `${lan}.1`, uplink: true }],
    hosts: [host],
    clients: [{ kind: 'client', ...machine(LAN, lan, NEIGHBOUR_NUMBER, 'eth0') }],
    images: [],
  };
}

const machine = (name: string, lan: string, number: number, card: string) => ({
  name,
  interfaces: [{ name: card, segment: 'lan', addresses: [`${lan}.${number}/24`] } satisfies Interface],
  routes: [],
  processes: [],
  sysctls: {},
  firewall: [],
});

function freeLan({ networks }: ComposePlan): string {
  const taken = networks
    .flatMap(({ spec }) => spec.subnets)
    .flatMap(({ subnet }) => (subnet === undefined ? [] : (parseCidr(subnet) ?? [])));
  const isFree = (lan: string) => !taken.some((other: Cidr) => overlaps(parseCidr(`${lan}.0/24`)!, other));
  return LANS.find(isFree) ?? LANS[0]!;
}

/** The card that a macvlan or ipvlan network of the project names as its parent is the host's. */
function cardOf({ networks }: ComposePlan): string {
  const parent = networks.map(({ spec }) => spec.options.parent).find((name) => name !== undefined);
  return parent?.replace(/\..*$/, '') || 'eth0';
}

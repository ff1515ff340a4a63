import fc, { type Arbitrary } from 'fast-check';
import { ENGINE_LINES } from '../../compiler/ir/engine-lines.ts';
import type { WorldShape } from '../../compiler/ir/ir.ts';
import {
  type ClientPlan,
  type ContainerPlan,
  type HostPlan,
  type NetworkPlan,
  PROGRAMS,
  type ServicePlan,
  type Slot,
  type WorldPlan,
} from './world-plan.ts';

/** How many there are of something that a property says nothing of. */
export const DEFAULT_SHAPE: { readonly [what in keyof WorldPlan | 'steps']: WorldShape[string] } = {
  hosts: { min: 1, max: 1 },
  clients: { min: 0, max: 1 },
  networks: { min: 0, max: 4 },
  containers: { min: 1, max: 6 },
  services: { min: 0, max: 0 },
  steps: { min: 0, max: 6 },
};

export const rangeOf = (shape: WorldShape, what: keyof typeof DEFAULT_SHAPE): WorldShape[string] =>
  shape[what] ?? DEFAULT_SHAPE[what];

/** One of these with odds of 1 in `rarity`, else the first value; shrinks to the first. */
const seldom = <T>(usual: T, rare: T, rarity: number): Arbitrary<T> =>
  fc.nat(rarity - 1).map((n) => (n === rarity - 1 ? rare : usual));

/** Plans of worlds of this shape. */
export function worldArbitrary(shape: WorldShape): Arbitrary<WorldPlan> {
  const hosts = rangeOf(shape, 'hosts').max;
  const networks = rangeOf(shape, 'networks').max;
  const containers = rangeOf(shape, 'containers').max;
  const host = slotNumber(Math.max(hosts, 1));
  return fc.record({
    hosts: slots(shape, 'hosts', hostArbitrary),
    clients: slots(shape, 'clients', clientArbitrary),
    networks: slots(shape, 'networks', networkArbitrary(host, rangeOf(shape, 'services').max > 0)),
    containers: slots(shape, 'containers', containerArbitrary({ hosts, networks, containers })),
    services: slots(shape, 'services', serviceArbitrary(networks)),
  });
}

/** The first `min` slots are taken, each of the others is by chance; a slot shrinks to an empty one. */
function slots<T>(shape: WorldShape, what: keyof WorldPlan, of: Arbitrary<T>): Arbitrary<readonly Slot<T>[]> {
  const { min, max } = rangeOf(shape, what);
  return fc.tuple(
    ...Array.from({ length: max }, (_, i): Arbitrary<Slot<T>> => (i < min ? of : fc.option(of, { freq: 3 }))),
  );
}

const slotNumber = (count: number): Arbitrary<number> => fc.nat(Math.max(count - 1, 0));

const hostArbitrary: Arbitrary<HostPlan> = fc.record({
  engine: fc.constantFrom(null, ...ENGINE_LINES),
  icc: seldom(true, false, 6),
  userlandProxy: seldom(true, false, 6),
  listens: seldom(false, true, 3),
});

const clientArbitrary: Arbitrary<ClientPlan> = fc.record({ listens: seldom(false, true, 2) });

/** Where there are services, half of the networks are overlays. */
const networkArbitrary = (host: Arbitrary<number>, withOverlays: boolean): Arbitrary<NetworkPlan> =>
  fc.record({
    host,
    driver: fc
      .nat(9)
      .map((n): NetworkPlan['driver'] =>
        withOverlays && n < 5 ? 'overlay' : n === 9 ? 'macvlan' : n === 8 ? 'ipvlan' : 'bridge',
      ),
    internal: seldom(false, true, 4),
    icc: seldom(true, false, 6),
    masquerade: seldom(true, false, 8),
    ipv6: seldom(false, true, 6),
    subnet: seldom(false, true, 4),
  });

const MODES: readonly ContainerPlan['mode'][] = [
  'networks',
  'networks',
  'networks',
  'networks',
  'default',
  'default',
  'host',
  'none',
  'container',
];

interface Counts {
  readonly hosts: number;
  readonly networks: number;
  readonly containers: number;
}

/** A container that may stand in any slot. */
export const containerArbitrary = ({ hosts, networks, containers }: Counts): Arbitrary<ContainerPlan> =>
  fc.record({
    host: slotNumber(hosts),
    mode: fc.constantFrom(...MODES),
    networks: networks === 0 ? fc.constant([]) : fc.uniqueArray(slotNumber(networks), { maxLength: 3 }),
    partner: slotNumber(containers),
    program: fc.constantFrom(...PROGRAMS),
    publish: fc
      .nat(5)
      .map((n): ContainerPlan['publish'] => (n === 5 ? 'loopback' : n > 2 ? 'everywhere' : 'nothing')),
    alias: seldom(false, true, 4),
  });

const serviceArbitrary = (networks: number): Arbitrary<ServicePlan> =>
  fc.record({
    networks: networks === 0 ? fc.constant([]) : fc.uniqueArray(slotNumber(networks), { maxLength: 2 }),
    replicas: fc.integer({ min: 1, max: 3 }),
    endpointMode: seldom('vip', 'dnsrr', 3),
    publish: fc.boolean(),
  });

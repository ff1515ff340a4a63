import { randomHex } from '../../random.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import { allocateSubnets, releaseSubnets } from './allocate-subnets.ts';
import { DRIVERS, isDriver } from './drivers/drivers.ts';
import { putUserChainFirst } from './firewall-start.ts';
import type { Network, NetworkDraft, NetworkSpec } from './network.ts';
import { done, forbidden, notFound, type Result } from './result.ts';

const IPAM_DRIVERS = ['default', 'null'];

/** Makes a network: its subnets, then the driver's devices and rules. What fails leaves nothing behind. */
export function createNetwork(world: World, engine: Engine, spec: NetworkSpec): Result<Network> {
  const { driver = 'bridge', ipamDriver = 'default' } = spec;
  if (!isDriver(driver)) return notFound(`plugin ${JSON.stringify(driver)} not found`);
  if (!IPAM_DRIVERS.includes(ipamDriver)) return notFound(`plugin ${JSON.stringify(ipamDriver)} not found`);
  const { networks } = engine.controller;
  const { predefined, hasSubnets } = DRIVERS[driver];
  if (predefined && [...networks.values()].some((network) => network.driver === driver))
    return forbidden(`only one instance of "${driver}" network is allowed`);
  const subnets = hasSubnets ? allocateSubnets(world, engine, spec) : done([]);
  if (!subnets.ok) return subnets;
  const draft: NetworkDraft = {
    id: randomHex(world.random, 64),
    name: spec.name,
    driver,
    created: world.now,
    scope: 'local',
    enableIpv6: spec.enableIpv6 ?? false,
    internal: spec.internal ?? false,
    attachable: spec.attachable ?? false,
    ingress: spec.ingress ?? false,
    options: spec.options ?? {},
    labels: spec.labels ?? {},
    ipamDriver,
    ipamOptions: spec.ipamOptions ?? null,
    subnets: subnets.value,
    ...(spec.origin && { origin: spec.origin }),
  };
  const made = DRIVERS[driver].createNetwork(world, engine, draft);
  if (!made.ok) {
    releaseSubnets(engine, subnets.value);
    return made;
  }
  const network: Network = { ...draft, driverNetwork: made.value };
  networks.set(network.id, network);
  putUserChainFirst(world, engine);
  return done(network);
}

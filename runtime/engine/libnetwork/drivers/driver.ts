import type { World } from '../../../world.ts';
import type { Engine } from '../../engine.ts';
import type { Endpoint, EndpointInterface } from '../endpoint.ts';
import type { DriverNetwork, Network, NetworkDraft } from '../network.ts';
import type { Result } from '../result.ts';
import type { Sandbox } from '../sandbox.ts';

/** What kind of network a driver makes. A driver holds no state: it is in the network, the endpoint and the kernel. */
export interface Driver {
  /** A host has one network of it, made by the engine itself. */
  readonly predefined: boolean;
  /** Its networks have subnets. */
  readonly hasSubnets: boolean;
  /** Devices and rules of a new network, or of one that is known from before the daemon's restart. */
  readonly createNetwork: (world: World, engine: Engine, network: NetworkDraft) => Result<DriverNetwork>;
  readonly deleteNetwork: (world: World, engine: Engine, network: Network) => void;
  /** Makes the endpoint's device, and its MAC address if it has none. */
  readonly createEndpoint: (
    world: World,
    engine: Engine,
    network: Network,
    endpoint: Endpoint,
  ) => Result<null>;
  readonly deleteEndpoint: (world: World, engine: Engine, network: Network, endpoint: Endpoint) => void;
  /** What the endpoint will be in a namespace; undefined where there is nothing to see of it. */
  readonly join: (
    world: World,
    engine: Engine,
    network: Network,
    endpoint: Endpoint,
    sandbox: Sandbox,
  ) => Result<EndpointInterface | undefined>;
  readonly leave: (
    world: World,
    engine: Engine,
    network: Network,
    endpoint: Endpoint,
    sandbox: Sandbox,
  ) => void;
  /** The endpoint has become the way out of its sandbox, whose ports are published. */
  readonly publish: (
    world: World,
    engine: Engine,
    network: Network,
    endpoint: Endpoint,
    sandbox: Sandbox,
  ) => Result<null>;
  /** The daemon restarted under a running container: what its sockets and chains lost is put back. */
  readonly restoreEndpoint: (world: World, engine: Engine, network: Network, endpoint: Endpoint) => void;
  readonly unpublish: (world: World, engine: Engine, network: Network, endpoint: Endpoint) => void;
}

const nothing = (): void => {};
const agreed = (): Result<null> => ({ ok: true, value: null });

/** What a driver without devices does: nothing. */
export const PASSIVE = {
  deleteNetwork: nothing,
  createEndpoint: agreed,
  deleteEndpoint: nothing,
  join: (): Result<undefined> => ({ ok: true, value: undefined }),
  leave: nothing,
  publish: agreed,
  restoreEndpoint: nothing,
  unpublish: nothing,
} as const;

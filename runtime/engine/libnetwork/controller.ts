import type { Endpoint } from './endpoint.ts';
import { type Ipam, newIpam } from './ipam/ipam.ts';
import type { Network } from './network.ts';
import { newPortAllocator, type PortAllocator } from './port-mapping/port-allocator.ts';
import type { Sandbox } from './sandbox.ts';

/** The state of one daemon's libnetwork: plain data that only this folder writes. */
export interface Controller {
  /** By id, in the order of creation. */
  readonly networks: Map<string, Network>;
  readonly endpoints: Map<string, Endpoint>;
  readonly sandboxes: Map<string, Sandbox>;
  /** In memory only: a daemon's restart builds both anew. */
  ipam: Ipam;
  ports: PortAllocator;
}

/** The controller of an engine that never ran. */
export const newController = (): Controller => ({
  networks: new Map(),
  endpoints: new Map(),
  sandboxes: new Map(),
  ipam: newIpam(),
  ports: newPortAllocator(),
});

export { abandonController } from './abandon-controller.ts';
export { createEndpoint } from './create-endpoint.ts';
export { createNetwork } from './create-network.ts';
export { createSandbox } from './create-sandbox.ts';
export { deleteEndpoint } from './delete-endpoint.ts';
export { deleteNetwork } from './delete-network.ts';
export { deleteSandbox } from './delete-sandbox.ts';
export { joinEndpoint } from './join-endpoint.ts';
export { leaveEndpoint } from './leave-endpoint.ts';
export { startSandbox } from './populate.ts';
export { renameEndpoint } from './rename-endpoint.ts';
export { startController } from './start-controller.ts';
export { stopController } from './stop-controller.ts';
export { updateHosts } from './update-hosts.ts';

/**
 * The operations of the Engine API that concern a swarm, each `(world, host, request) -> Answer`: those of
 * `engine/daemon/api.ts` for managers.
 */
export { awaitService, hasConverged } from './await-service.ts';
export { nodeInspect, nodeList, nodeRemove, nodeUpdate } from './node-operations.ts';
export { serviceLogs } from './service-logs.ts';
export {
  serviceCreate,
  serviceInspect,
  serviceList,
  serviceRemove,
  serviceUpdate,
} from './service-operations.ts';
export {
  rotateAuthority,
  rotateToken,
  swarmInspect,
  swarmUpdate,
  unlockKey,
} from './swarm-info.ts';
export { swarmInit } from './swarm-init.ts';
export { swarmJoin } from './swarm-join.ts';
export { swarmLeave } from './swarm-leave.ts';
export { swarmUnlock } from './swarm-unlock.ts';
export { taskInspect, taskList } from './task-operations.ts';

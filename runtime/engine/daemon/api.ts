/**
 * The operations of the Engine API that dnet's engine answers, each in a file of its own: `(world, host,
 * request) -> Answer`. This is the seam: whoever wants something of an engine asks here, in the API's own
 * JSON (`runtime/docker-api`).
 */
export { createEngine } from '../engine.ts';
export { containerCreate } from './container-create.ts';
export { containerExecContext } from './container-exec-context.ts';
export { containerExited } from './container-exited.ts';
export { containerInspect } from './container-inspect.ts';
export { containerKill } from './container-kill.ts';
export { containerList } from './container-list.ts';
export { containerListen, containerStopListening } from './container-listen.ts';
export { containerLogs } from './container-logs.ts';
export { containerPause } from './container-pause.ts';
export { containerRemove } from './container-remove.ts';
export { containerRename } from './container-rename.ts';
export { containerRestart } from './container-restart.ts';
export { containerStart } from './container-start.ts';
export { containerStop } from './container-stop.ts';
export { containerUnpause } from './container-unpause.ts';
export { containerWait } from './container-wait.ts';
export { daemonRestart } from './daemon-restart.ts';
export { imageList } from './image-list.ts';
export { networkConnect } from './network-connect.ts';
export { networkCreate } from './network-create.ts';
export { networkDisconnect } from './network-disconnect.ts';
export { networkInspect } from './network-inspect.ts';
export { networkList } from './network-list.ts';
export { networkPrune } from './network-prune.ts';
export { networkRemove } from './network-remove.ts';
export { systemInfo, systemVersion } from './system.ts';

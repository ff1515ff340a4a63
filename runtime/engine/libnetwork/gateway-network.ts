/** The bridge through which containers of overlay networks reach the outside. */
export const GATEWAY_NETWORK = 'docker_gwbridge';

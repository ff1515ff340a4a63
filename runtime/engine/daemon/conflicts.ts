/** What cannot be had together, in the daemon's words (moby runconfig/errors.go). */

const UNDEFINED_BEHAVIOUR = 'This would result in undefined behavior';
export const HOST_AND_LINKS = `conflicting options: host type networking can't be used with links. ${UNDEFINED_BEHAVIOUR}`;
export const CONTAINER_AND_LINKS = `conflicting options: container type network can't be used with links. ${UNDEFINED_BEHAVIOUR}`;
export const SHARED_NAMESPACE =
  'container sharing network namespace with another container or host cannot be connected to any other network';
export const HOST_NETWORK = 'container cannot be disconnected from host network or connected to host network';
export const NONE_NETWORK =
  'container cannot be connected to multiple networks with one of the networks in private (none) mode';

/** What a container's network mode means (moby api/types/container/hostconfig_unix.go). */

export const isHostMode = (mode: string): boolean => mode === 'host';
export const isNoneMode = (mode: string): boolean => mode === 'none';
export const isBridgeMode = (mode: string): boolean => mode === 'bridge';
export const isDefaultMode = (mode: string): boolean => mode === 'default';
export const isContainerMode = (mode: string): boolean => joinedContainer(mode) !== undefined;

/** The container whose namespace is shared: `container:web` says `web`. Undefined for every other mode. */
export function joinedContainer(mode: string): string | undefined {
  return mode.startsWith('container:') ? mode.slice('container:'.length) : undefined;
}

/** A network that somebody made, not one of the engine's own. */
export const isUserDefined = (mode: string): boolean =>
  !isDefaultMode(mode) && !isPredefinedNetwork(mode) && !isContainerMode(mode);

/** The names that `docker network create` refuses and `rm` protects. */
export const isPredefinedNetwork = (name: string): boolean =>
  isBridgeMode(name) || isHostMode(name) || isNoneMode(name) || isDefaultMode(name);

/** The network that a mode names: `default` and empty are `bridge`, a container's mode names none. */
export function networkNameOf(mode: string): string {
  if (mode === '' || isDefaultMode(mode)) return 'bridge';
  return isContainerMode(mode) ? '' : mode;
}

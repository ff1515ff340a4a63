import { networkNameOf } from '../../engine/daemon/network-mode.ts';
import type { Network } from '../../engine/libnetwork/network.ts';
import { containerParty, listenersOf } from '../../scenario/party.ts';
import { type EntityOf, namespaceOwner, networksOf } from '../entity.ts';
import type { ConditionTests } from './condition-test.ts';

type Container = EntityOf<'containers'>;

const modeOf = ({ container }: Container): string => container.hostConfig.NetworkMode;

/** A paused one does not run: it neither asks nor answers. */
const isRunning = ({ container }: Container): boolean => container.state.status === 'running';

/** `host` and `container:` use somebody else's. */
const hasOwnNamespace = (entity: Container): boolean =>
  modeOf(entity) !== 'host' && namespaceOwner(entity) === entity.container;

const isOn = (entity: Container, network: Network): boolean =>
  networksOf(entity).some(({ id }) => id === network.id);

const shareNetwork = (a: Container, b: Container): boolean => {
  const ids = networksOf(a)
    .filter(({ driver }) => driver !== 'null')
    .map(({ id }) => id);
  return networksOf(b).some(({ id }) => ids.includes(id));
};

const publishes = (entity: Container): boolean =>
  Object.values(namespaceOwner(entity).ports).some((bindings) => (bindings?.length ?? 0) > 0);

/** `bridge` is where a container goes that names no network. */
const isInMode = (entity: Container, mode: string): boolean =>
  mode === 'container' ? modeOf(entity).startsWith('container:') : networkNameOf(modeOf(entity)) === mode;

const isDefaultBridge = ({ name, driver }: Network): boolean => name === 'bridge' && driver === 'bridge';

export const containerConditions: ConditionTests<`CONTAINER ${string}`> = {
  'CONTAINER has its own namespace': (_, [a]) => hasOwnNamespace(a as Container),
  'CONTAINER uses the namespace of CONTAINER': (_, [a, b]) =>
    !hasOwnNamespace(a as Container) && namespaceOwner(a as Container) === (b as Container).container,
  'CONTAINER shares its namespace with nobody': (world, [a]) => {
    const entity = a as Container;
    return (
      hasOwnNamespace(entity) &&
      [...entity.engine.containers.values()].every(
        (other) =>
          other === entity.container || namespaceOwner({ ...entity, container: other }) !== entity.container,
      ) &&
      world.engines.size > 0
    );
  },
  'CONTAINER shares no network with CONTAINER': (_, [a, b]) => !shareNetwork(a as Container, b as Container),
  'CONTAINER shares a network with CONTAINER': (_, [a, b]) => shareNetwork(a as Container, b as Container),
  'CONTAINER publishes nothing': (_, [a]) => !publishes(a as Container),
  'CONTAINER publishes a port': (_, [a]) => publishes(a as Container),
  'CONTAINER is in mode WORD': (_, [a], [mode]) => isInMode(a as Container, mode!),
  'CONTAINER is not in mode WORD': (_, [a], [mode]) => !isInMode(a as Container, mode!),
  'CONTAINER is on NETWORK': (_, [a, n]) => isOn(a as Container, (n as EntityOf<'networks'>).network),
  'CONTAINER is not on NETWORK': (_, [a, n]) => !isOn(a as Container, (n as EntityOf<'networks'>).network),
  'CONTAINER is on internal networks only': (_, [a]) => {
    const networks = networksOf(a as Container);
    return networks.length > 0 && networks.every(({ internal }) => internal);
  },
  'CONTAINER is on no internal network': (_, [a]) =>
    networksOf(a as Container).every(({ internal }) => !internal),
  'CONTAINER is on the default bridge': (_, [a]) => networksOf(a as Container).some(isDefaultBridge),
  'CONTAINER is not on the default bridge': (_, [a]) => !networksOf(a as Container).some(isDefaultBridge),
  'CONTAINER is on one network only': (_, [a]) => networksOf(a as Container).length === 1,
  'CONTAINER is on some network': (_, [a]) => networksOf(a as Container).length > 0,
  'CONTAINER is on networks of driver WORD only': (_, [a], [driver]) =>
    networksOf(a as Container).every((network) => network.driver === driver),
  'CONTAINER is on IPv4 networks only': (_, [a]) =>
    networksOf(a as Container).every(({ enableIpv6 }) => !enableIpv6),
  'CONTAINER is on masqueraded networks only': (_, [a]) =>
    networksOf(a as Container).every(
      ({ driverNetwork }) => driverNetwork.kind === 'bridge' && driverNetwork.bridge.masquerade,
    ),
  'CONTAINER is running': (_, [a]) => isRunning(a as Container),
  'CONTAINER is not running': (_, [a]) => !isRunning(a as Container),
  'CONTAINER listens on tcp only': (world, [a]) => {
    const { engine, container } = a as Container;
    return listenersOf(world, containerParty(world, engine, container)).every(
      ({ transport }) => transport === 'tcp',
    );
  },
  'CONTAINER runs on HOST': (_, [a, h]) => (a as Container).engine === (h as EntityOf<'hosts'>).engine,
  'CONTAINER runs on the host of CONTAINER': (_, [a, b]) =>
    (a as Container).engine === (b as Container).engine,
  'CONTAINER runs on another host than CONTAINER': (_, [a, b]) =>
    (a as Container).engine !== (b as Container).engine,
  'CONTAINER runs on engine WORD': (_, [a], [version]) => (a as Container).engine.version === version,
  'CONTAINER does not run on engine WORD': (_, [a], [version]) => (a as Container).engine.version !== version,
};

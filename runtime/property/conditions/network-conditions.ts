import { type EntityOf, networksOf } from '../entity.ts';
import type { ConditionTests } from './condition-test.ts';

type Network = EntityOf<'networks'>;

const hasIcc = ({ network: { driverNetwork } }: Network): boolean =>
  driverNetwork.kind !== 'bridge' || driverNetwork.bridge.icc;

const isDefaultBridge = ({ network }: Network): boolean =>
  network.name === 'bridge' && network.driver === 'bridge';

export const networkConditions: ConditionTests<`NETWORK ${string}`> = {
  'NETWORK is internal': (_, [n]) => (n as Network).network.internal,
  'NETWORK is not internal': (_, [n]) => !(n as Network).network.internal,
  'NETWORK has driver WORD': (_, [n], [driver]) => (n as Network).network.driver === driver,
  'NETWORK has no IPv6': (_, [n]) => !(n as Network).network.enableIpv6,
  'NETWORK has icc': (_, [n]) => hasIcc(n as Network),
  'NETWORK has no icc': (_, [n]) => !hasIcc(n as Network),
  'NETWORK is the default bridge': (_, [n]) => isDefaultBridge(n as Network),
  'NETWORK is not the default bridge': (_, [n]) => !isDefaultBridge(n as Network),
  'NETWORK is on HOST': (_, [n, h]) => (n as Network).engine === (h as EntityOf<'hosts'>).engine,
  'NETWORK is on the host of CONTAINER': (_, [n, a]) =>
    (n as Network).engine === (a as EntityOf<'containers'>).engine,
  'NETWORK comes after every network of CONTAINER': (_, [n, a]) =>
    networksOf(a as EntityOf<'containers'>).every(({ name }) => name < (n as Network).network.name),
};

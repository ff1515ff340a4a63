import { done } from '../result.ts';
import { type Driver, PASSIVE } from './driver.ts';

/** Containers share the host's own namespace. */
export const host: Driver = {
  ...PASSIVE,
  predefined: true,
  hasSubnets: false,
  createNetwork: () => done({ kind: 'host' }),
};

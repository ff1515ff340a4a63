import { done } from '../result.ts';
import { type Driver, PASSIVE } from './driver.ts';

/** Containers have a namespace of their own with nothing in it. */
export const nullDriver: Driver = {
  ...PASSIVE,
  predefined: true,
  hasSubnets: false,
  createNetwork: () => done({ kind: 'null' }),
};

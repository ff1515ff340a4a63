import type { DriverName } from '../network.ts';
import { bridge } from './bridge/bridge.ts';
import type { Driver } from './driver.ts';
import { host } from './host.ts';
import { ipvlan } from './ipvlan.ts';
import { macvlan } from './macvlan.ts';
import { nullDriver } from './null.ts';
import { overlay } from './overlay/overlay.ts';

/** Every driver of networks of one host. A new one is a file and a line here. */
export const DRIVERS: { readonly [name in DriverName]: Driver } = {
  bridge,
  host,
  null: nullDriver,
  macvlan,
  ipvlan,
  overlay,
};

export const isDriver = (name: string): name is DriverName => Object.hasOwn(DRIVERS, name);

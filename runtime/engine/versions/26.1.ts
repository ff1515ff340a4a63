import type { EngineVersion } from './version.ts';

/** Docker Engine 26.1.5, the newest release that captures judge. */
export const v26_1: EngineVersion = {
  name: '26.1',
  release: '26.1.5+dfsg1',
  apiVersion: '1.45',
  minApiVersion: '1.24',
  daemon: { createWithSeveralNetworks: true },
};

import type { EngineVersion } from './version.ts';

/** Docker Engine 20.10.24, the newest of its line in Debian 11 and 12. */
export const v20_10: EngineVersion = {
  name: '20.10',
  release: '20.10.24+dfsg1',
  apiVersion: '1.41',
  minApiVersion: '1.12',
  daemon: { createWithSeveralNetworks: false },
};

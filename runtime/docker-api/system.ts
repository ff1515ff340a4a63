import type { SwarmInfo } from './swarm.ts';

/** GET /version, the part that clients read. */
export interface Version {
  readonly Version: string;
  readonly ApiVersion: string;
  readonly MinAPIVersion: string;
  readonly Os: string;
  readonly Arch: string;
}

/** GET /info, the part that concerns networks and containers. */
export interface SystemInfo {
  readonly ID: string;
  readonly Containers: number;
  readonly ContainersRunning: number;
  readonly ContainersPaused: number;
  readonly ContainersStopped: number;
  readonly Images: number;
  readonly Driver: string;
  readonly BridgeNfIptables: boolean;
  readonly BridgeNfIp6tables: boolean;
  readonly IPv4Forwarding: boolean;
  readonly Name: string;
  readonly ServerVersion: string;
  readonly Swarm: SwarmInfo;
  readonly Plugins: { readonly Network: readonly string[] };
  readonly Warnings: readonly string[] | null;
}

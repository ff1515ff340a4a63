import { cidr } from '../address/cidr.ts';
import { parseIpv4 } from '../address/ip.ts';
import { randomHex } from '../random.ts';
import type { World } from '../world.ts';
import type { Cluster } from './cluster.ts';
import { randomBase36, swarmId } from './swarm-id.ts';

/** The pool of overlay networks and the length of its subnets, where `swarm init` names none. */
export const DEFAULT_POOL = cidr(parseIpv4('10.0.0.0')!, 8);
export const DEFAULT_SUBNET_LENGTH = 24;
export const DATA_PATH_PORT = 4789;
/** Of VXLAN network identifiers, of published ports that nobody chose. */
const FIRST_VNI = 4096;
export const FIRST_PORT = 30_000;
export const LAST_PORT = 32_767;

export interface ClusterOptions {
  readonly dataPathPort?: number;
  readonly pools?: Cluster['pools'];
  readonly subnetLength?: number;
  readonly autoLock?: boolean;
}

/** A swarm without nodes, with tokens and a root certificate of its own. */
export function newCluster(world: World, options: ClusterOptions): Cluster {
  const { random } = world;
  return {
    id: swarmId(random),
    created: world.now,
    updated: world.now,
    index: 8,
    ...newAuthority(world),
    dataPathPort: options.dataPathPort ?? DATA_PATH_PORT,
    pools: options.pools ?? [DEFAULT_POOL],
    subnetLength: options.subnetLength ?? DEFAULT_SUBNET_LENGTH,
    autoLock: options.autoLock ?? false,
    unlockKey: newUnlockKey(world),
    caExpired: false,
    settings: { taskHistoryLimit: 5, certExpiry: 7_776_000_000_000_000, heartbeat: 5_000_000_000 },
    leader: '',
    leaderSeen: world.now,
    nodes: new Map(),
    networks: new Map(),
    services: new Map(),
    tasks: new Map(),
    predefined: new Map(['host', 'bridge'].map((name) => [name, swarmId(random)])),
    nextSubnet: 0,
    nextVni: FIRST_VNI,
    nextPort: FIRST_PORT,
    gossip: [],
    watched: { at: world.now, revision: -1 },
    wakeAt: undefined,
  };
}

/** A root certificate, and the tokens that speak of it. */
export function newAuthority(
  world: World,
): Pick<Cluster, 'caDigest' | 'joinTokens' | 'trustRoot' | 'caPublicKey'> {
  const caDigest = `0${randomBase36(world.random, 49)}`;
  return {
    caDigest,
    joinTokens: { worker: newToken(world, caDigest), manager: newToken(world, caDigest) },
    trustRoot: certificate(world),
    caPublicKey: base64(world, 124),
  };
}

export const newUnlockKey = (world: World): string => `SWMKEY-1-${base64(world, 43)}`;

/** The digest says whose certificate to trust, the secret what the newcomer may become. */
export const newToken = (world: World, caDigest: string): string =>
  `SWMTKN-1-${caDigest}-${randomBase36(world.random, 25)}`;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(world: World, length: number): string {
  let text = '';
  while (text.length < length)
    text += ALPHABET[Number.parseInt(randomHex(world.random, 2), 16) % ALPHABET.length];
  return text;
}

function certificate(world: World): string {
  const lines = [64, 64, 64, 64, 64, 64, 64, 64, 24].map((length) => base64(world, length));
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

import type { DataPathKey } from '../engine/libnetwork/drivers/overlay/encryption.ts';
import { fnv1a } from '../fnv.ts';
import type { Cluster } from './cluster.ts';

/** Managers give three keys to every node: one to send with, all to receive with (swarmkit keymanager). */
const KEYS = 3;

/** The swarm's keys for encrypted networks; they come from its id, so that a seed repeats them. */
export const dataPathKeys = ({ id }: Cluster): readonly DataPathKey[] =>
  Array.from({ length: KEYS }, (_, n) => ({
    key: [0, 1, 2, 3].map((part) => hex(fnv1a(`${id} key ${n} ${part}`))).join(''),
    tag: fnv1a(`${id} tag ${n}`),
  }));

const hex = (number: number): string => number.toString(16).padStart(8, '0');

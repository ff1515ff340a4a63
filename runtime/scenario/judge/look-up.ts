import { type Ip, parseIp } from '../../address/ip.ts';
import type { Party } from '../party.ts';
import type { Session } from '../session.ts';

/** What a program gets when it asks for the addresses of a name. */
export interface LookUp {
  readonly addresses: readonly Ip[];
  readonly rcode: string;
}

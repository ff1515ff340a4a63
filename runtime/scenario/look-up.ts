import type { Ip } from '../address/ip.ts';
import type { Party } from './party.ts';
import type { Session } from './session.ts';

/** What a program gets when it asks for the addresses of a name. */
export interface LookUp {
  readonly addresses: readonly Ip[];
  readonly rcode: string;
}

export function lookUp(_session: Session, _from: Party, _name: string): LookUp {
  return { addresses: [], rcode: 'NXDOMAIN' };
}

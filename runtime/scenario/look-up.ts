import { type Ip, parseIp } from '../address/ip.ts';
import { lookup } from '../probe/lookup.ts';
import { terminalAt } from '../shell/run-command.ts';
import type { Party } from './party.ts';
import type { Session } from './session.ts';

/** What a program gets when it asks for the addresses of a name. */
export interface LookUp {
  readonly addresses: readonly Ip[];
  /** How it was found, or why not: `hosts`, `dns NXDOMAIN`, `no nameserver`. */
  readonly how: string;
}

/** Looks a name up as a program of the party does: its own hosts file, then its own name servers. */
export function lookUp(
  { world, answers }: Pick<Session, 'world' | 'answers'>,
  party: Party,
  name: string,
): LookUp {
  const literal = parseIp(name);
  if (literal !== undefined) return { addresses: [literal], how: 'an address' };
  if (answers !== undefined) return answers.lookUp(party, name);
  const { machine, container, netns } = party;
  if (machine === undefined || netns === undefined) return { addresses: [], how: 'does not run' };
  const terminal = terminalAt(
    world,
    container ? { kind: 'inside', host: machine, name: container.name } : { kind: 'machine', machine },
  );
  if ('refused' in terminal) return { addresses: [], how: terminal.refused };
  const file = (path: string): string => terminal.readFile(path) ?? '';
  const place = { netns, hosts: file('/etc/hosts'), resolvConf: file('/etc/resolv.conf') };
  const { addresses, how } = lookup(world, place, name);
  return { addresses: addresses.flatMap((text) => parseIp(text) ?? []), how };
}

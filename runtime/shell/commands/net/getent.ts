import { parseIp } from '../../../address/ip.ts';
import type { Command } from '../../command.ts';
import { fail, succeed } from '../../language/command-result.ts';
import { lookUp } from './look-up.ts';

const column = (address: string): string => address.padEnd(15);

/** `getent hosts NAME` and `getent ahosts NAME`: what a program of the C library would get. */
export const getent: Command = (args, terminal) => {
  const [database, name] = args;
  if (database !== 'hosts' && database !== 'ahosts' && database !== 'ahostsv4')
    return fail(1, `Unknown database: ${database ?? ''}\n(dnet knows hosts, ahosts and ahostsv4)\n`);
  if (name === undefined) return fail(3, 'Enumeration not supported on hosts\n');
  const addresses = parseIp(name) === undefined ? lookUp(terminal, name).addresses : [name];
  if (addresses.length === 0) return { stdout: '', stderr: '', rc: 2 };
  if (database === 'hosts')
    return succeed(addresses.map((address) => `${column(address)} ${name}\n`).join(''));
  const lines = addresses.flatMap((address, i) =>
    [`STREAM ${i === 0 ? name : ''}`, 'DGRAM  ', 'RAW    '].map((kind) => `${column(address)} ${kind}\n`),
  );
  return succeed(lines.join(''));
};

import { execute } from '../exec.ts';
import type { RealHost } from '../real-host.ts';

/** Packets by rule: `filter`, a tab, and the rule as iptables-save prints it, or `policy of FORWARD DROP`. */
export type Counters = ReadonlyMap<string, number>;

/** Reads the counters of a machine's rules. Only root may. */
export async function countersOf({ root }: RealHost): Promise<Counters> {
  if (root === undefined) throw new Error('counters are read as root');
  const { connection, container, prefix } = root;
  const { stdout } = await execute(connection, container, [...prefix, 'iptables-save', '-c']);
  return readCounters(stdout);
}

/** `[3:180] -A DOCKER ...` of each table, and `:FORWARD DROP [2:120]` for policies. */
export function readCounters(text: string): Counters {
  const counters = new Map<string, number>();
  let table = '';
  for (const row of text.split('\n')) {
    table = /^\*(\w+)/.exec(row)?.[1] ?? table;
    const rule = /^\[(\d+):\d+\] (-A .*)$/.exec(row);
    const policy = /^:(\S+ (?:ACCEPT|DROP)) \[(\d+):/.exec(row);
    if (rule !== null) counters.set(`${table}\t${rule[2]!.trimEnd()}`, Number(rule[1]));
    if (policy !== null) counters.set(`${table}\tpolicy of ${policy[1]}`, Number(policy[2]));
  }
  return counters;
}

/** What packets met meanwhile, in the order of the tables. */
export const countedSince = (before: Counters, after: Counters) =>
  [...after].flatMap(([key, packets]) => {
    const more = packets - (before.get(key) ?? 0);
    const [table = '', rule = ''] = key.split('\t');
    return more > 0 ? [{ table, rule, packets: more }] : [];
  });

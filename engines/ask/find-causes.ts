import type { NetnsId } from '../../runtime/kernel/kernel.ts';
import { printRule } from '../../runtime/kernel/netfilter/print-rule.ts';
import type { TableName } from '../../runtime/kernel/netfilter/rule.ts';
import type { Cause, RuleHit } from '../../runtime/kernel/trace.ts';
import type { Reply } from '../../runtime/scenario/ask.ts';
import type { World } from '../../runtime/world.ts';
import type { RealSession } from '../real-session.ts';
import { countedSince, countersOf } from './counters.ts';
import { findOut, PATIENCE } from './find-out.ts';
import { type Known, nothingKnown } from './gathered-answers.ts';

/**
 * Asks every question that was not answered once more, alone, and takes the rule whose counter moved for the reason: a
 * kernel tells no client why it hears nothing.
 */
export async function findCauses(real: RealSession, known: Known): Promise<void> {
  const hosts = [...real.performance.stage.hosts.values()].filter(({ root }) => root !== undefined);
  for (const [key, wanted] of known.questions) {
    const reply = known.asked.get(key);
    if (wanted.kind !== 'ask' || reply === undefined || !isMute(reply)) continue;
    const before = await Promise.all(hosts.map(countersOf));
    const once = nothingKnown();
    await findOut(real.performance, real.world, [wanted], once, PATIENCE.short);
    const after = await Promise.all(hosts.map(countersOf));
    const again = once.asked.get(key);
    if (again === undefined || !isMute(again)) continue;
    for (const [i, { name }] of hosts.entries()) {
      const cause = causeIn(real.world, name, countedSince(before[i]!, after[i]!));
      if (cause === undefined) continue;
      known.asked.set(key, { ...again, outcome: { ...again.outcome, cause } as Reply['outcome'] });
      break;
    }
  }
}

const isMute = ({ outcome }: Reply): boolean =>
  outcome.kind === 'timeout' || outcome.kind === 'refused' || outcome.kind === 'unreachable';

/** The rule or policy that stopped packets, and the rules that led there. */
function causeIn(
  world: World,
  host: string,
  counted: readonly { readonly table: string; readonly rule: string }[],
): Cause | undefined {
  const netns = world.kernel.machines.get(host)!.root;
  const hits = counted.flatMap(({ table, rule }) => hitOf(world, netns, table, rule) ?? []);
  const stopped = hits.find(({ rule: { target } }) => target.kind === 'drop' || target.kind === 'reject');
  if (stopped !== undefined) {
    const path = hits.filter(({ table, rule }) => table === stopped.table && rule.target.kind === 'jump');
    return { kind: 'rule', netns, hit: stopped, path };
  }
  const policy = counted.find(({ rule }) => /^policy of \S+ DROP$/.test(rule));
  if (policy === undefined) return undefined;
  const [, chain = ''] = /^policy of (\S+)/.exec(policy.rule) ?? [];
  return { kind: 'policy', netns, table: policy.table as TableName, chain };
}

function hitOf(world: World, id: NetnsId, table: string, text: string): RuleHit | undefined {
  const [, name = ''] = /^-A (\S+)/.exec(text) ?? [];
  const chain = world.kernel.namespaces
    .get(id)
    ?.ipv4.tables.get(table as TableName)
    ?.chains.get(name);
  const index = chain?.rules.findIndex((rule) => `-A ${name} ${printRule(rule)}`.trimEnd() === text) ?? -1;
  if (chain === undefined || index < 0) return undefined;
  return { table: table as TableName, chain: name, index, rule: chain.rules[index]! };
}

import { netnsOf } from '../../../../../kernel/links.ts';
import {
  appendRule,
  deleteRule,
  ensureTable,
  insertRule,
  ruleExists,
  rulesetOf,
} from '../../../../../kernel/netfilter/edit.ts';
import type { Rule, TableName } from '../../../../../kernel/netfilter/rule.ts';
import type { Ruleset } from '../../../../../kernel/netfilter/ruleset.ts';
import { hostRoot } from '../../../host.ts';
import type { FirewallContext } from './firewall.ts';

/** A rule and where it belongs. */
export interface PlacedRule extends Rule {
  readonly table: TableName;
  readonly chain: string;
}

/** The host's rules of the context's family, with their filter and nat tables. */
export function rulesOf({ world, host, family }: FirewallContext): Ruleset {
  const rules = rulesetOf(netnsOf(world.kernel, hostRoot(world, host)), family);
  for (const table of ['filter', 'nat'] as const) ensureTable(world.kernel, rules, table);
  return rules;
}

const bare = ({ table: _table, chain: _chain, ...rule }: PlacedRule): Rule => rule;

export const exists = (context: FirewallContext, rule: PlacedRule): boolean =>
  ruleExists(context.world.kernel, rulesOf(context), rule.table, rule.chain, bare(rule)).ok;

/** At the head of its chain, unless it is there already. */
export function insertOnce(context: FirewallContext, rule: PlacedRule): void {
  if (!exists(context, rule))
    insertRule(context.world.kernel, rulesOf(context), rule.table, rule.chain, bare(rule));
}

/** At the end of its chain, unless it is there already. */
export function appendOnce(context: FirewallContext, rule: PlacedRule): void {
  if (!exists(context, rule)) append(context, rule);
}

export const append = (context: FirewallContext, rule: PlacedRule): void =>
  void appendRule(context.world.kernel, rulesOf(context), rule.table, rule.chain, bare(rule));

/** Its first occurrence; nothing happens when it is not there. */
export const remove = (context: FirewallContext, rule: PlacedRule): void =>
  void deleteRule(context.world.kernel, rulesOf(context), rule.table, rule.chain, bare(rule));

/** At the head of its chain, wherever it stood before. */
export function moveToHead(context: FirewallContext, rule: PlacedRule): void {
  remove(context, rule);
  insertOnce(context, rule);
}

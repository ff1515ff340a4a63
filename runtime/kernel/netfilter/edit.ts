import { type Answer, OK, refuse } from '../answer.ts';
import type { Kernel, Netns } from '../kernel.ts';
import { changed } from '../revision.ts';
import { printRule } from './print-rule.ts';
import type { HookName, Rule, TableName } from './rule.ts';
import { BUILT_IN_CHAINS, type Chain, type Ruleset, type Table } from './ruleset.ts';

/** The rules of a namespace for one family. */
export const rulesetOf = (netns: Netns, family: 4 | 6): Ruleset => (family === 4 ? netns.ipv4 : netns.ipv6);

function edited(kernel: Kernel, ruleset: Ruleset): Answer {
  ruleset.revision++;
  changed(kernel);
  return OK;
}

/** Complaints in the words of iptables-nft 1.8.9, which says `ip6tables` for the other family. */
const program = (ruleset: Ruleset): string => (ruleset.family === 4 ? 'iptables' : 'ip6tables');
const complain = (ruleset: Ruleset, text: string): Answer => refuse(`${program(ruleset)}: ${text}`);
const complainInFull = (ruleset: Ruleset, text: string): Answer =>
  refuse(`${program(ruleset)} v1.8.9 (nf_tables): ${text}`);
const noChain = (ruleset: Ruleset): Answer => complain(ruleset, 'No chain/target/match by that name.');

/** A table as it is before anything is written into it. */
export const newTable = (name: TableName): Table => ({
  name,
  chains: new Map(
    BUILT_IN_CHAINS[name].map((hook): [string, Chain] => [hook, { name: hook, policy: 'ACCEPT', rules: [] }]),
  ),
});

/** The table with its built-in chains; it is made when the first command names it. */
export function ensureTable(kernel: Kernel, ruleset: Ruleset, name: TableName): Table {
  const known = ruleset.tables.get(name);
  if (known !== undefined) return known;
  const table = newTable(name);
  ruleset.tables.set(name, table);
  edited(kernel, ruleset);
  return table;
}

export const chainOf = (ruleset: Ruleset, table: TableName, chain: string): Chain | undefined =>
  ruleset.tables.get(table)?.chains.get(chain);

/** `-N` */
export function newChain(kernel: Kernel, ruleset: Ruleset, table: TableName, name: string): Answer {
  const { chains } = ensureTable(kernel, ruleset, table);
  if (chains.has(name)) return complain(ruleset, 'Chain already exists.');
  chains.set(name, { name, rules: [] });
  return edited(kernel, ruleset);
}

/** `-X`: a chain that is jumped to, or holds rules, stays. */
export function deleteChain(kernel: Kernel, ruleset: Ruleset, table: TableName, name: string): Answer {
  const { chains } = ensureTable(kernel, ruleset, table);
  const chain = chains.get(name);
  if (chain === undefined) return noChain(ruleset);
  const busy = chain.rules.length > 0 || chain.policy !== undefined || isReferenced(chains.values(), name);
  if (busy) return complainInFull(ruleset, ` CHAIN_DEL failed (Device or resource busy): chain ${name}`);
  chains.delete(name);
  return edited(kernel, ruleset);
}

/** `-E`: the rules that jump to the chain go on doing so under its new name. */
export function renameChain(
  kernel: Kernel,
  ruleset: Ruleset,
  table: TableName,
  from: string,
  to: string,
): Answer {
  const { chains } = ensureTable(kernel, ruleset, table);
  const chain = chains.get(from);
  if (chain === undefined || chain.policy !== undefined) return noChain(ruleset);
  if (chains.has(to)) return complain(ruleset, 'File exists.');
  chains.delete(from);
  chains.set(to, { ...chain, name: to });
  for (const { rules } of chains.values())
    for (const [i, rule] of rules.entries())
      if (targetChain(rule) === from)
        rules[i] = { ...rule, target: { ...rule.target, chain: to } as Rule['target'] };
  return edited(kernel, ruleset);
}

function isReferenced(chains: Iterable<Chain>, name: string): boolean {
  for (const { rules } of chains) if (rules.some((rule) => targetChain(rule) === name)) return true;
  return false;
}

const targetChain = ({ target }: Rule): string | undefined =>
  target.kind === 'jump' || target.kind === 'goto' ? target.chain : undefined;

/** `-F CHAIN`; every chain of the table without a name. */
export function flushChain(kernel: Kernel, ruleset: Ruleset, table: TableName, name?: string): Answer {
  const { chains } = ensureTable(kernel, ruleset, table);
  if (name !== undefined && !chains.has(name)) return noChain(ruleset);
  for (const chain of chains.values()) if (name === undefined || chain.name === name) chain.rules.length = 0;
  return edited(kernel, ruleset);
}

/** `-A` */
export function appendRule(
  kernel: Kernel,
  ruleset: Ruleset,
  table: TableName,
  chain: string,
  rule: Rule,
): Answer {
  const place = chainFor(kernel, ruleset, table, chain, rule);
  if ('ok' in place) return place;
  place.rules.push(rule);
  return edited(kernel, ruleset);
}

/** `-I`: at place `at`, counted from 1; the head without. */
export function insertRule(
  kernel: Kernel,
  ruleset: Ruleset,
  table: TableName,
  chain: string,
  rule: Rule,
  at = 1,
): Answer {
  const place = chainFor(kernel, ruleset, table, chain, rule);
  if ('ok' in place) return place;
  if (at > place.rules.length + 1) return complain(ruleset, 'Index of insertion too big.');
  place.rules.splice(at - 1, 0, rule);
  return edited(kernel, ruleset);
}

/** The chain that takes a rule, or why none does: the chain or the rule's target is not there. */
function chainFor(
  kernel: Kernel,
  ruleset: Ruleset,
  table: TableName,
  name: string,
  rule: Rule,
): Chain | Answer {
  const { chains } = ensureTable(kernel, ruleset, table);
  const target = targetChain(rule);
  if (target !== undefined && !chains.has(target))
    return complainInFull(ruleset, `Chain '${target}' does not exist`);
  return chains.get(name) ?? noChain(ruleset);
}

/** `-D`: a rule like this one, or the rule of that number (from 1). */
export function deleteRule(
  kernel: Kernel,
  ruleset: Ruleset,
  table: TableName,
  chain: string,
  which: Rule | number,
): Answer {
  const rules = ensureTable(kernel, ruleset, table).chains.get(chain)?.rules;
  if (rules === undefined) return noChain(ruleset);
  const at = typeof which === 'number' ? which - 1 : rules.findIndex((rule) => sameRule(rule, which));
  // An empty chain is told of as if it were not there (captured with 1.8.9).
  if (typeof which === 'number' && (at < 0 || at >= rules.length))
    return rules.length === 0 ? noChain(ruleset) : complain(ruleset, 'Index of deletion too big.');
  if (at < 0) return complain(ruleset, 'Bad rule (does a matching rule exist in that chain?).');
  rules.splice(at, 1);
  return edited(kernel, ruleset);
}

/** `-C` */
export function ruleExists(
  kernel: Kernel,
  ruleset: Ruleset,
  table: TableName,
  chain: string,
  rule: Rule,
): Answer {
  const rules = ensureTable(kernel, ruleset, table).chains.get(chain)?.rules;
  if (rules === undefined) return noChain(ruleset);
  if (rules.some((other) => sameRule(other, rule))) return OK;
  return complain(ruleset, 'Bad rule (does a matching rule exist in that chain?).');
}

/** `-P` */
export function setPolicy(
  kernel: Kernel,
  ruleset: Ruleset,
  table: TableName,
  chain: HookName | string,
  policy: 'ACCEPT' | 'DROP',
): Answer {
  const found = ensureTable(kernel, ruleset, table).chains.get(chain);
  if (found?.policy === undefined) return complain(ruleset, 'Bad built-in chain name.');
  found.policy = policy;
  return edited(kernel, ruleset);
}

/** Two rules are the same when iptables-save prints the same: where they come from does not count. */
export const sameRule = (a: Rule, b: Rule): boolean => a === b || textOf(a) === textOf(b);

const texts = new WeakMap<Rule, string>();
function textOf(rule: Rule): string {
  const known = texts.get(rule);
  if (known !== undefined) return known;
  const text = printRule(rule);
  texts.set(rule, text);
  return text;
}

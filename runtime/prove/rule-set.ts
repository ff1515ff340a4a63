import type { Verdict } from '../kernel/netfilter/compile-rules.ts';
import { compileRuleset } from '../kernel/netfilter/compile-rules.ts';
import type { HookName, Rule, TableName, Target } from '../kernel/netfilter/rule.ts';
import { BUILT_IN_CHAINS, type Chain, HOOK_TABLES, type Ruleset } from '../kernel/netfilter/ruleset.ts';
import type { RuleHit } from '../kernel/trace.ts';
import { compileMatchSet, type TestSet } from './match-set.ts';
import type { PacketSet } from './packet-set.ts';
import type { SetWalk } from './set-walk.ts';

interface RuleSet {
  readonly tests: readonly TestSet[];
  readonly target: Target;
  chain: ChainSet | undefined;
  readonly hit: RuleHit;
}

export interface ChainSet {
  readonly table: TableName;
  readonly policy: Chain['policy'];
  readonly rules: readonly RuleSet[];
}

export interface RulesetSet {
  readonly revision: number;
  readonly hooks: { readonly [H in HookName]: { readonly [T in TableName]?: ChainSet } };
  readonly tracks: boolean;
}

const compiled = new WeakMap<Ruleset, RulesetSet>();

/** The rules of a namespace made ready for boxes of packets, from the same data as `compileRuleset` reads. */
export function compileRulesetSet(ruleset: Ruleset): RulesetSet {
  const known = compiled.get(ruleset);
  if (known !== undefined && known.revision === ruleset.revision) return known;
  const tables = new Map(
    [...ruleset.tables.values()].map((table) => [table.name, compileTable(table.name, table.chains)]),
  );
  const hooks = {} as { [H in HookName]: { [T in TableName]?: ChainSet } };
  for (const hook of Object.keys(HOOK_TABLES) as HookName[])
    hooks[hook] = Object.fromEntries(
      HOOK_TABLES[hook].flatMap((table) => {
        const chain = tables.get(table)?.get(hook);
        const idle = chain !== undefined && chain.rules.length === 0 && chain.policy !== 'DROP';
        return chain === undefined || idle ? [] : [[table, chain] as const];
      }),
    );
  const result = { revision: ruleset.revision, hooks, tracks: compileRuleset(ruleset).tracks };
  compiled.set(ruleset, result);
  return result;
}

function compileTable(table: TableName, source: ReadonlyMap<string, Chain>): Map<string, ChainSet> {
  const chains = new Map<string, ChainSet>();
  for (const { name, policy, rules } of source.values()) {
    const builtIn = (BUILT_IN_CHAINS[table] as readonly string[]).includes(name);
    chains.set(name, {
      table,
      policy: builtIn ? (policy ?? 'ACCEPT') : undefined,
      rules: rules.map((rule, index) => compileRule(table, name, rule, index)),
    });
  }
  for (const chain of chains.values())
    for (const rule of chain.rules) if ('chain' in rule.target) rule.chain = chains.get(rule.target.chain);
  return chains;
}

const compileRule = (table: TableName, chain: string, rule: Rule, index: number): RuleSet => ({
  tests: rule.matches.map((match) => compileMatchSet(match)),
  target: rule.target,
  chain: undefined,
  hit: { table, chain, index, rule },
});

/** `runHookChain` for a box of packets. */
export function runHookChainSet(chain: ChainSet, packet: PacketSet, walk: SetWalk): Verdict {
  const verdict = runChain(chain, packet, walk);
  if (verdict !== 'next') return verdict;
  return chain.policy === 'DROP' ? 'drop' : 'next';
}

function runChain({ rules }: ChainSet, packet: PacketSet, walk: SetWalk): Verdict {
  for (const rule of rules) {
    if (!fits(rule.tests, packet, walk)) continue;
    walk.hits[walk.hitCount++] = rule.hit;
    const { target } = rule;
    switch (target.kind) {
      case 'jump': {
        const verdict = rule.chain === undefined ? 'next' : runChain(rule.chain, packet, walk);
        if (verdict !== 'next') return verdict;
        break;
      }
      case 'goto':
        return rule.chain === undefined ? 'next' : runChain(rule.chain, packet, walk);
      case 'return':
        return 'next';
      case 'accept':
      case 'drop':
      case 'reject':
        return target.kind;
      case 'dnat':
      case 'snat':
      case 'masquerade':
      case 'redirect':
        return 'nat';
      default:
        alter(target, packet, walk);
    }
  }
  return 'next';
}

function fits(tests: readonly TestSet[], packet: PacketSet, walk: SetWalk): boolean {
  for (const test of tests) if (!test(walk, packet)) return false;
  return true;
}

function alter(target: Target, packet: PacketSet, walk: SetWalk): void {
  const { connection } = walk;
  switch (target.kind) {
    case 'set-mark':
      packet.mark = ((packet.mark & ~target.mask) ^ target.value) >>> 0;
      return;
    case 'save-mark':
      if (connection !== undefined) connection.mark = packet.mark;
      return;
    case 'restore-mark':
      if (connection !== undefined) packet.mark = connection.mark;
      return;
    case 'notrack':
      walk.state = 'UNTRACKED';
      return;
    default:
  }
}

import type { Packet } from '../packet.ts';
import type { RuleHit } from '../trace.ts';
import { compileMatch, type Test } from './compile-match.ts';
import type { HookName, Match, Rule, TableName, Target } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { BUILT_IN_CHAINS, type Chain, HOOK_TABLES, type Ruleset } from './ruleset.ts';

/** What a chain says of a packet. `next`: no rule decided, the caller goes on. `nat`: the last hit translates. */
export type Verdict = 'next' | 'accept' | 'drop' | 'reject' | 'nat';

interface CompiledRule {
  readonly tests: readonly Test[];
  readonly target: Target;
  /** Of a jump or goto. */
  chain: CompiledChain | undefined;
  readonly hit: RuleHit;
}

export interface CompiledChain {
  readonly name: string;
  readonly table: TableName;
  readonly policy: Chain['policy'];
  readonly rules: readonly CompiledRule[];
}

/**
 * The tables that a hook consults, each by the chain of that hook; none where the table does not exist. All hooks have all
 * keys: objects of one shape are read several times as fast.
 */
export type CompiledHook = { readonly [T in TableName]: CompiledChain | undefined };

export interface CompiledRuleset {
  readonly revision: number;
  readonly hooks: { readonly [H in HookName]: CompiledHook };
  /** Connection tracking runs where a rule needs it, or address translation (nf_ct_netns_get). */
  readonly tracks: boolean;
}

const compiled = new WeakMap<Ruleset, CompiledRuleset>();

/** The rules of a namespace ready to run; compiled once for each of their revisions. */
export function compileRuleset(ruleset: Ruleset): CompiledRuleset {
  const known = compiled.get(ruleset);
  if (known !== undefined && known.revision === ruleset.revision) return known;
  const tables = new Map([...ruleset.tables.values()].map((table) => [table.name, compileTable(table)]));
  const chainAt = (hook: HookName, table: TableName): CompiledChain | undefined => {
    const chain = HOOK_TABLES[hook].includes(table) ? tables.get(table)?.get(hook) : undefined;
    return chain === undefined || isIdle(chain) ? undefined : chain;
  };
  const compileHook = (hook: HookName): CompiledHook => ({
    raw: chainAt(hook, 'raw'),
    mangle: chainAt(hook, 'mangle'),
    nat: chainAt(hook, 'nat'),
    filter: chainAt(hook, 'filter'),
  });
  const hooks = {
    PREROUTING: compileHook('PREROUTING'),
    INPUT: compileHook('INPUT'),
    FORWARD: compileHook('FORWARD'),
    OUTPUT: compileHook('OUTPUT'),
    POSTROUTING: compileHook('POSTROUTING'),
  };
  const result: CompiledRuleset = { revision: ruleset.revision, hooks, tracks: needsTracking(ruleset) };
  compiled.set(ruleset, result);
  return result;
}

/** A built-in chain without rules that accepts says nothing. */
const isIdle = (chain: CompiledChain): boolean => chain.rules.length === 0 && chain.policy !== 'DROP';

function compileTable(table: {
  readonly name: TableName;
  readonly chains: ReadonlyMap<string, Chain>;
}): Map<string, CompiledChain> {
  const chains = new Map<string, CompiledChain>();
  for (const chain of table.chains.values()) {
    const rules = chain.rules.map((rule, index) => compileRule(table.name, chain.name, rule, index));
    const policy = (BUILT_IN_CHAINS[table.name] as readonly string[]).includes(chain.name)
      ? (chain.policy ?? 'ACCEPT')
      : undefined;
    chains.set(chain.name, { name: chain.name, table: table.name, policy, rules });
  }
  for (const chain of chains.values())
    for (const rule of chain.rules) if ('chain' in rule.target) rule.chain = chains.get(rule.target.chain);
  return chains;
}

function compileRule(table: TableName, chain: string, rule: Rule, index: number): CompiledRule {
  return {
    tests: rule.matches.map((match) => compileMatch(match)),
    target: rule.target,
    chain: undefined,
    hit: { table, chain, index, rule },
  };
}

const TRACKING_MATCHES: ReadonlySet<Match['kind']> = new Set<Match['kind']>([
  'connection-state',
  'original-destination-port',
  'original-destination',
  'original-source',
  'connection-direction',
  'connection-mark',
  'ipvs',
]);
const TRACKING_TARGETS: ReadonlySet<Target['kind']> = new Set<Target['kind']>([
  'save-mark',
  'restore-mark',
  'notrack',
]);

function needsTracking(ruleset: Ruleset): boolean {
  if (ruleset.tables.has('nat')) return true;
  for (const { chains } of ruleset.tables.values())
    for (const { rules } of chains.values())
      for (const { matches, target } of rules)
        if (TRACKING_TARGETS.has(target.kind) || matches.some(({ kind }) => TRACKING_MATCHES.has(kind)))
          return true;
  return false;
}

/** Runs a built-in chain: its rules, then its policy. The matched rules are added to the context's hits. */
export function runHookChain(chain: CompiledChain, packet: Packet, context: RuleContext): Verdict {
  const verdict = runChain(chain, packet, context);
  if (verdict !== 'next') return verdict;
  return chain.policy === 'DROP' ? 'drop' : 'next';
}

function runChain(chain: CompiledChain, packet: Packet, context: RuleContext): Verdict {
  const { rules } = chain;
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i]!;
    if (!fits(rule.tests, packet, context)) continue;
    context.hits[context.hitCount++] = rule.hit;
    const { target } = rule;
    switch (target.kind) {
      case 'jump': {
        const verdict = rule.chain === undefined ? 'next' : runChain(rule.chain, packet, context);
        if (verdict !== 'next') return verdict;
        break;
      }
      case 'goto':
        return rule.chain === undefined ? 'next' : runChain(rule.chain, packet, context);
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
        alter(target, packet, context);
    }
  }
  return 'next';
}

function fits(tests: readonly Test[], packet: Packet, context: RuleContext): boolean {
  for (let i = 0; i < tests.length; i++) if (!tests[i]!(packet, context)) return false;
  return true;
}

/** The targets that change something and let the packet go on to the next rule. */
function alter(target: Target, packet: Packet, context: RuleContext): void {
  const { connection } = context;
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
      context.state = 'UNTRACKED';
      return;
    default:
  }
}

import type { Kernel } from '../kernel/kernel.ts';
import { appendRule, chainOf, ensureTable, newChain } from '../kernel/netfilter/edit.ts';
import { printRule } from '../kernel/netfilter/print-rule.ts';
import type { TableName } from '../kernel/netfilter/rule.ts';
import type { Ruleset } from '../kernel/netfilter/ruleset.ts';
import { parseIptables } from '../shell/commands/iptables/parse-command.ts';

const KNOWN_TABLES: readonly string[] = ['raw', 'mangle', 'nat', 'filter'];

/**
 * Reads what `iptables-save` printed into a ruleset.
 * @returns the rules that dnet does not know how to read, or would print in other words
 */
export function readRules(kernel: Kernel, ruleset: Ruleset, text: string): readonly string[] {
  const unread: string[] = [];
  let table: TableName | undefined;
  for (const line of text.split('\n')) {
    const name = /^\*(\w+)/.exec(line)?.[1];
    if (name !== undefined) {
      table = KNOWN_TABLES.includes(name) ? (name as TableName) : undefined;
      if (table !== undefined) ensureTable(kernel, ruleset, table);
    } else if (table === undefined) {
      if (line.startsWith('-A ')) unread.push(line);
    } else if (line.startsWith(':')) {
      declareChain(kernel, ruleset, table, line);
    } else if (line.startsWith('-A ') && !readRule(kernel, ruleset, table, line.trimEnd())) {
      unread.push(line);
    }
  }
  return unread;
}

/** `:FORWARD DROP [0:0]`, `:DOCKER - [0:0]` */
function declareChain(kernel: Kernel, ruleset: Ruleset, table: TableName, line: string): void {
  const [name = '', policy] = line.slice(1).split(' ');
  const chain = chainOf(ruleset, table, name);
  if (chain === undefined) newChain(kernel, ruleset, table, name);
  else if (policy === 'ACCEPT' || policy === 'DROP') chain.policy = policy;
}

function readRule(kernel: Kernel, ruleset: Ruleset, table: TableName, line: string): boolean {
  const parsed = parseIptables(wordsOf(line), ruleset.family);
  if (!parsed.ok || parsed.request.kind !== 'append') return false;
  const { chain, rule } = parsed.request;
  if (`-A ${chain} ${printRule(rule)}`.trimEnd() !== line) return false;
  return appendRule(kernel, ruleset, table, chain, rule).ok;
}

/** Words of a line in which blanks may stand between quotes. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, plain]) =>
    plain === undefined ? (quoted ?? '').replace(/\\(.)/g, '$1') : plain,
  );

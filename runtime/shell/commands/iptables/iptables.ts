import type { Answer } from '../../../kernel/answer.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import {
  appendRule,
  deleteChain,
  deleteRule,
  ensureTable,
  flushChain,
  insertRule,
  newChain,
  newTable,
  renameChain,
  ruleExists,
  rulesetOf,
  setPolicy,
} from '../../../kernel/netfilter/edit.ts';
import { printMatches, printTarget } from '../../../kernel/netfilter/print-rule.ts';
import type { TableName } from '../../../kernel/netfilter/rule.ts';
import type { Chain, Ruleset, Table } from '../../../kernel/netfilter/ruleset.ts';
import { chainsInOrder, saveRuleset } from '../../../kernel/netfilter/save.ts';
import type { Command, Terminal, Tools } from '../../command.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { listChain } from './list-rules.ts';
import { type IptablesRequest, parseIptables } from './parse-command.ts';

const RELEASES: { readonly [T in Tools]: string } = {
  'debian-12': '1.8.9',
  'debian-13': '1.8.11',
  busybox: '1.8.9',
};

const rulesAt = ({ world, netns }: Terminal, family: 4 | 6): Ruleset =>
  rulesetOf(world.kernel.namespaces.get(netns)!, family);
const programOf = (family: 4 | 6): string => (family === 4 ? 'iptables' : 'ip6tables');

const iptablesOf =
  (family: 4 | 6): Command =>
  (args, terminal) => {
    const name = `${programOf(family)} v${RELEASES[terminal.tools]} (nf_tables)`;
    if (args[0] === '-V' || args[0] === '--version') return succeed(`${name}\n`);
    const parsed = parseIptables(args, family);
    if (!parsed.ok)
      return fail(parsed.rc, `${parsed.unversioned ? programOf(family) : name}: ${parsed.message}\n`);
    const done = execute(terminal.world.kernel, rulesAt(terminal, family), parsed.request, terminal.tools);
    return { ...done, stderr: asRelease(done.stderr, terminal.tools) };
  };

export const iptables = iptablesOf(4);
export const ip6tables = iptablesOf(6);

/** What a refusal of the kernel's is worth as an exit code, and what the tool adds to it. */
const REFUSALS: readonly (readonly [test: RegExp, rc: number, more: string])[] = [
  [/does not exist/, 2, "\nTry `iptables -h' or 'iptables --help' for more information."],
  [/CHAIN_DEL failed/, 4, ''],
];

/** The kernel's folder speaks as release 1.8.9; other hosts have another release of the tool. */
const asRelease = (text: string, tools: Tools): string => text.replace('v1.8.9', `v${RELEASES[tools]}`);

function result(answer: Answer): CommandResult {
  if (answer.ok) return succeed('');
  const [, rc, more] = REFUSALS.find(([test]) => test.test(answer.error)) ?? [undefined, 1, ''];
  return fail(rc, `${answer.error}${more}\n`);
}

function execute(kernel: Kernel, rules: Ruleset, request: IptablesRequest, tools: Tools): CommandResult {
  const { table } = request;
  switch (request.kind) {
    case 'append':
      return result(appendRule(kernel, rules, table, request.chain, request.rule));
    case 'insert':
      return result(insertRule(kernel, rules, table, request.chain, request.rule, request.number));
    case 'replace': {
      const removed = deleteRule(kernel, rules, table, request.chain, request.number);
      return result(
        removed.ok ? insertRule(kernel, rules, table, request.chain, request.rule, request.number) : removed,
      );
    }
    case 'check':
      return result(ruleExists(kernel, rules, table, request.chain, request.rule));
    case 'delete':
      return result(deleteRule(kernel, rules, table, request.chain, request.rule));
    case 'delete-number':
      return result(deleteRule(kernel, rules, table, request.chain, request.number));
    case 'policy':
      return result(setPolicy(kernel, rules, table, request.chain, request.policy));
    case 'flush':
      return result(flushChain(kernel, rules, table, request.chain));
    case 'new-chain':
      return result(newChain(kernel, rules, table, request.chain));
    case 'delete-chain':
      return request.chain === undefined
        ? deleteEmptyChains(kernel, rules, table)
        : result(deleteChain(kernel, rules, table, request.chain));
    case 'rename-chain':
      return result(renameChain(kernel, rules, table, request.chain, request.to));
    case 'zero':
      // Counters are not kept, so they are zero already.
      return succeed('');
    case 'print-rules':
    case 'list':
      // Who only looks makes no table.
      return print(rules.tables.get(table) ?? newTable(table), request, rules.family, tools);
  }
}

/** `-X` without a name: all user chains, as long as none is in use. */
function deleteEmptyChains(kernel: Kernel, rules: Ruleset, name: TableName): CommandResult {
  for (const chain of [...ensureTable(kernel, rules, name).chains.values()]) {
    if (chain.policy !== undefined) continue;
    const answer = deleteChain(kernel, rules, name, chain.name);
    if (!answer.ok) return result(answer);
  }
  return succeed('');
}

function print(
  table: Table,
  request: IptablesRequest & { readonly kind: 'list' | 'print-rules' },
  family: 4 | 6,
  tools: Tools,
): CommandResult {
  const chains = chainsInOrder(table).filter(
    (chain) => request.chain === undefined || chain.name === request.chain,
  );
  if (chains.length === 0)
    return fail(1, unknownChain(programOf(family), table.name, request.chain ?? '', tools));
  if (request.kind === 'print-rules')
    return succeed(
      [...chains.map(declaration), ...chains.flatMap((chain) => ruleLines(chain, request.verbose))]
        .map((line) => `${line}\n`)
        .join(''),
    );
  const { verbose, numbers } = request;
  // Release 1.8.9 shows protocols by number where numbers are asked for; 1.8.11 by name again.
  const protocolNumbers = request.numeric && RELEASES[tools] === '1.8.9';
  return succeed(
    `${chains.map((chain) => listChain(chain, references(table, chain), { verbose, numbers, protocolNumbers, numeric: request.numeric })).join('\n\n')}\n`,
  );
}

const declaration = ({ name, policy }: Chain): string =>
  policy === undefined ? `-N ${name}` : `-P ${name} ${policy}`;
/** With `-v` the counters stand before the target; they are not kept here, and so are zero. */
const ruleLines = ({ name, rules }: Chain, verbose: boolean): string[] =>
  rules.map((rule) =>
    [`-A ${name}`, printMatches(rule), verbose ? '-c 0 0' : '', printTarget(rule.target)]
      .filter((part) => part !== '')
      .join(' '),
  );

/** Release 1.8.9 takes a chain that is not there for one that nft made in a form of its own. */
const unknownChain = (program: string, table: TableName, chain: string, tools: Tools): string =>
  RELEASES[tools] === '1.8.9'
    ? `${program} v1.8.9 (nf_tables): chain \`${chain}' in table \`${table}' is incompatible, use 'nft' tool.\n`
    : `${program}: No chain/target/match by that name.\n`;

const references = (table: Table, { name }: Chain): number =>
  [...table.chains.values()]
    .flatMap(({ rules }) => rules)
    .filter(({ target }) => 'chain' in target && target.chain === name).length;

const saveOf =
  (family: 4 | 6): Command =>
  (args, terminal) => {
    const at = args.indexOf('-t');
    const table = at < 0 ? undefined : args[at + 1];
    if (table !== undefined && !['raw', 'mangle', 'nat', 'filter'].includes(table))
      return fail(1, `Unknown table "${table}".\n`);
    const { epoch, now } = terminal.world;
    const program = `${programOf(family)}-save v${RELEASES[terminal.tools]} (nf_tables)`;
    return succeed(
      saveRuleset(
        rulesAt(terminal, family),
        { program, time: asctime(epoch + now) },
        table as TableName | undefined,
      ),
    );
  };

/** `Mon Nov 23 23:11:20 2026` */
function asctime(at: number): string {
  const [day = '', date = '', month = '', year = '', time = ''] = new Date(at)
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${day} ${month} ${String(Number(date)).padStart(2)} ${time} ${year}`;
}

export const iptablesSave = saveOf(4);
export const ip6tablesSave = saveOf(6);

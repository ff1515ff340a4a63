import type { Match, ProtocolName, Rule, TableName } from '../../../kernel/netfilter/rule.ts';
import { BARE_OPTIONS, MODULES, PROTOCOLS, VALUE_OPTIONS } from './parse-match.ts';
import { parseTarget, TARGET_OPTIONS } from './parse-target.ts';

/** What a command line asks of the tables. Rule numbers are 1-based, as typed. */
export type IptablesRequest = { readonly table: TableName } & (
  | { readonly kind: 'append' | 'check'; readonly chain: string; readonly rule: Rule }
  | {
      readonly kind: 'insert' | 'replace';
      readonly chain: string;
      readonly number: number;
      readonly rule: Rule;
    }
  | { readonly kind: 'delete'; readonly chain: string; readonly rule: Rule }
  | { readonly kind: 'delete-number'; readonly chain: string; readonly number: number }
  | { readonly kind: 'policy'; readonly chain: string; readonly policy: 'ACCEPT' | 'DROP' }
  | { readonly kind: 'flush' | 'delete-chain' | 'zero'; readonly chain?: string }
  | { readonly kind: 'print-rules'; readonly chain?: string; readonly verbose: boolean }
  | { readonly kind: 'new-chain'; readonly chain: string }
  | { readonly kind: 'rename-chain'; readonly chain: string; readonly to: string }
  | {
      readonly kind: 'list';
      readonly chain?: string;
      readonly numeric: boolean;
      readonly verbose: boolean;
      readonly numbers: boolean;
    }
);

/** `message` as iptables says it after its own name and version; `rc` is its exit code. */
export type ParsedCommand =
  | { readonly ok: true; readonly request: IptablesRequest }
  | {
      readonly ok: false;
      readonly message: string;
      readonly rc: number;
      /** Said without the tool's version. */
      readonly unversioned?: true;
    };

const COMMANDS: { readonly [flag: string]: string } = {
  '-A': 'append',
  '--append': 'append',
  '-I': 'insert',
  '--insert': 'insert',
  '-D': 'delete',
  '--delete': 'delete',
  '-C': 'check',
  '--check': 'check',
  '-R': 'replace',
  '--replace': 'replace',
  '-P': 'policy',
  '--policy': 'policy',
  '-F': 'flush',
  '--flush': 'flush',
  '-X': 'delete-chain',
  '--delete-chain': 'delete-chain',
  '-N': 'new-chain',
  '--new-chain': 'new-chain',
  '-E': 'rename-chain',
  '-L': 'list',
  '--list': 'list',
  '-S': 'print-rules',
  '--list-rules': 'print-rules',
  '-Z': 'zero',
  '--zero': 'zero',
};
const TABLES: readonly string[] = ['raw', 'mangle', 'nat', 'filter'];

interface Words {
  command?: string;
  table: TableName;
  chain?: string;
  extra?: string;
  numeric: boolean;
  verbose: boolean;
  numbers: boolean;
  matches: Match[];
  comment?: string;
  target?: { name: string; goto: boolean; options: Map<string, string> };
}

interface Refusal {
  readonly refused: string;
  readonly rc: number;
  readonly unversioned?: true;
}
const refuse = (refused: string, rc = 2): Refusal => ({ refused, rc });
const TRY = "\nTry `iptables -h' or 'iptables --help' for more information.";
const isRefusal = (value: object): value is Refusal => 'refused' in value;

/** Reads the words of one command line for one family; errors in iptables' own words. */
export function parseIptables(args: readonly string[], family: 4 | 6): ParsedCommand {
  const words = readWords(args, family);
  const request = isRefusal(words) ? words : requestOf(words, family);
  if (!isRefusal(request)) return { ok: true, request };
  const { refused, ...how } = request;
  return { ok: false, message: refused, ...how };
}

function readWords(args: readonly string[], family: 4 | 6): Words | Refusal {
  const words: Words = { table: 'filter', numeric: false, verbose: false, numbers: false, matches: [] };
  const rest = args.flatMap(splitBundle);
  let not = false;
  let protocol: ProtocolName | undefined;
  while (rest.length > 0) {
    const word = rest.shift()!;
    const value = (): string | undefined => rest.shift();
    if (word === '!') {
      not = true;
      continue;
    }
    if (COMMANDS[word] !== undefined) {
      if (words.command !== undefined) return refuse(`Cannot use ${word} with ${words.command}`);
      words.command = COMMANDS[word]!;
      if (rest[0] !== undefined && !rest[0].startsWith('-') && rest[0] !== '!') words.chain = value()!;
      if (rest[0] !== undefined && !rest[0].startsWith('-') && rest[0] !== '!') words.extra = value()!;
    } else if (word === '-t' || word === '--table') {
      const table = value() ?? '';
      if (!TABLES.includes(table))
        return refuse(
          `table '${table}' does not exist\nPerhaps iptables or your kernel needs to be upgraded.`,
          3,
        );
      words.table = table as TableName;
    } else if (word === '-p' || word === '--protocol') {
      const name = (value() ?? '').toLowerCase();
      if (name !== 'all' && name !== '0') {
        protocol = PROTOCOLS[name];
        if (protocol === undefined) return refuse(`unknown protocol "${name}" specified${TRY}`);
        words.matches.push({ kind: 'protocol', protocol, ...(not ? { not: true } : {}) });
      }
      not = false;
    } else if (word === '-m' || word === '--match') {
      const module = value() ?? '';
      if (!MODULES.has(module))
        return refuse(`Couldn't load match \`${module}':No such file or directory${TRY}`);
    } else if (word === '--tcp-flags') {
      const [mask, set] = [flagsOf(value() ?? ''), flagsOf(value() ?? '')];
      words.matches.push({ kind: 'tcp-flags', mask, set, ...(not ? { not: true } : {}) });
      not = false;
    } else if (word === '--limit-burst') {
      const burst = Number(value());
      words.matches = words.matches.map((match) => (match.kind === 'limit' ? { ...match, burst } : match));
    } else if (word === '--comment') words.comment = value() ?? '';
    else if (word === '-j' || word === '--jump' || word === '-g' || word === '--goto')
      words.target = {
        name: value() ?? '',
        goto: word.startsWith('-g') || word === '--goto',
        options: new Map(),
      };
    else if (words.target !== undefined && TARGET_OPTIONS.has(word))
      words.target.options.set(word, value() ?? '');
    else if (word === '--checksum-fill' && words.target?.name === 'CHECKSUM') continue;
    else if (word === '-n' || word === '--numeric') words.numeric = true;
    else if (word === '-v' || word === '--verbose') words.verbose = true;
    else if (word === '--line-numbers') words.numbers = true;
    else if (word === '-w' || word === '--wait' || word === '-x' || word === '--exact') continue;
    else {
      const match = readMatch(word, not, rest, { family, ...(protocol === undefined ? {} : { protocol }) });
      if (isRefusal(match)) return match;
      words.matches.push(match);
      not = false;
    }
  }
  return words;
}

const ALL_FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];
function flagsOf(text: string): string[] {
  const words = text.toUpperCase().split(',');
  return words.includes('ALL') ? ALL_FLAGS : ALL_FLAGS.filter((flag) => words.includes(flag));
}

/** `-nvL` is `-n -v -L`; `-s1.2.3.4` and long options stay whole. */
const splitBundle = (word: string): string[] =>
  /^-[nvxLS]{2,}$/.test(word) ? [...word.slice(1)].map((c) => `-${c}`) : [word];

function readMatch(
  option: string,
  not: boolean,
  rest: string[],
  reading: { family: 4 | 6; protocol?: ProtocolName },
): Match | Refusal {
  const bare = BARE_OPTIONS[option];
  if (bare !== undefined) return bare(not);
  const reader = VALUE_OPTIONS[option];
  if (reader === undefined)
    return refuse(
      option.startsWith('-')
        ? `unknown option "${option}"\nTry \`iptables -h' or 'iptables --help' for more information.`
        : `Bad argument \`${option}'\nTry \`iptables -h' or 'iptables --help' for more information.`,
    );
  if (rest.length === 0)
    return refuse(
      `option "${option}" requires an argument\nTry \`iptables -h' or 'iptables --help' for more information.`,
    );
  const match = reader(rest.shift()!, not, reading);
  return 'error' in match ? refuse(match.error + TRY) : match;
}

function requestOf(words: Words, family: 4 | 6): IptablesRequest | Refusal {
  const { table, chain } = words;
  const optional = chain === undefined ? {} : { chain };
  switch (words.command) {
    case undefined:
      return refuse("no command specified\nTry `iptables -h' or 'iptables --help' for more information.");
    case 'list':
      return {
        kind: 'list',
        table,
        ...optional,
        numeric: words.numeric,
        verbose: words.verbose,
        numbers: words.numbers,
      };
    case 'flush':
    case 'delete-chain':
    case 'zero':
      return { kind: words.command, table, ...optional };
    case 'print-rules':
      return { kind: words.command, table, ...optional, verbose: words.verbose };
  }
  if (chain === undefined) return refuse(`option "-${words.command[0]!.toUpperCase()}" requires an argument`);
  switch (words.command) {
    case 'new-chain':
      return { kind: 'new-chain', table, chain };
    case 'rename-chain':
      return { kind: 'rename-chain', table, chain, to: words.extra ?? '' };
    case 'policy':
      return words.extra === 'ACCEPT' || words.extra === 'DROP'
        ? { kind: 'policy', table, chain, policy: words.extra }
        : { ...refuse(`Bad policy name. Run \`dmesg' for more information.`, 1), unversioned: true };
    case 'delete':
      if (words.extra !== undefined && /^\d+$/.test(words.extra))
        return { kind: 'delete-number', table, chain, number: Number(words.extra) };
  }
  const target = words.target === undefined ? ({ kind: 'none' } as const) : parseTarget(words.target, family);
  if ('error' in target) return refuse(target.error);
  if (table === 'nat' && target.kind === 'drop')
    return refuse(
      `\nThe "nat" table is not intended for filtering, the use of DROP is therefore inhibited.\n\n${TRY}`,
    );
  const rule: Rule = {
    matches: words.matches,
    target,
    ...(words.comment === undefined ? {} : { comment: words.comment }),
    origin: { by: 'user', why: 'a rule of your own' },
  };
  switch (words.command) {
    case 'insert':
    case 'replace':
      return {
        kind: words.command,
        table,
        chain,
        number: words.extra === undefined ? 1 : Number(words.extra),
        rule,
      };
    case 'append':
    case 'check':
    case 'delete':
      return { kind: words.command, table, chain, rule };
    default:
      return refuse(`unknown command ${words.command}`);
  }
}

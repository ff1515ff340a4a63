import { parseCidr } from '../../../../../../address/cidr.ts';
import { deleteChain, flushChain, newChain, setPolicy } from '../../../../../../kernel/netfilter/edit.ts';
import type { TableName } from '../../../../../../kernel/netfilter/rule.ts';
import { appendOnce, moveToHead, type PlacedRule, remove, rulesOf } from '../edit-rules.ts';
import type { FirewallContext } from '../firewall.ts';
import { destination, jump, not, RETURN, toType } from '../matches.ts';

export const DOCKER = 'DOCKER';
export const STAGE_1 = 'DOCKER-ISOLATION-STAGE-1';
export const STAGE_2 = 'DOCKER-ISOLATION-STAGE-2';
const USER = 'DOCKER-USER';

const OWN_CHAINS: readonly (readonly [TableName, string])[] = [
  ['nat', DOCKER],
  ['filter', DOCKER],
  ['filter', STAGE_1],
  ['filter', STAGE_2],
];

/** Where packets for published ports are looked up: for everyone who asks an address of the host. */
export const natJumps = ({ family, userlandProxy }: FirewallContext): readonly PlacedRule[] => {
  const loopback = parseCidr(family === 4 ? '127.0.0.0/8' : '::1/128')!;
  const why = 'published ports';
  const rule = { table: 'nat', target: jump(DOCKER), origin: { by: 'engine', why } } as const;
  return [
    { ...rule, chain: 'PREROUTING', matches: [toType('LOCAL')] },
    {
      ...rule,
      chain: 'OUTPUT',
      matches: userlandProxy ? [not(destination(loopback)), toType('LOCAL')] : [toType('LOCAL')],
    },
  ];
};

/**
 * Empties what an earlier daemon left in the chains of its own and makes those that are missing. The jumps to them in FORWARD
 * stay, and so do rules there (libnetwork setup_ip_tables.go).
 */
export function prepare(context: FirewallContext): void {
  const { kernel } = context.world;
  const rules = rulesOf(context);
  for (const userlandProxy of [true, false])
    for (const rule of natJumps({ ...context, userlandProxy })) remove(context, rule);
  for (const [table, chain] of OWN_CHAINS) {
    flushChain(kernel, rules, table, chain);
    deleteChain(kernel, rules, table, chain);
  }
  for (const [table, chain] of OWN_CHAINS) newChain(kernel, rules, table, chain);
  for (const chain of [STAGE_1, STAGE_2]) appendOnce(context, returnRule(chain, 'end of isolation'));
}

export const dropForwarded = (context: FirewallContext): void =>
  void setPolicy(context.world.kernel, rulesOf(context), 'filter', 'FORWARD', 'DROP');

/** DOCKER-USER stands first and ends with RETURN; only IPv4 has it. */
export function putUserChainFirst(context: FirewallContext): void {
  if (context.family === 6) return;
  newChain(context.world.kernel, rulesOf(context), 'filter', USER);
  appendOnce(context, returnRule(USER, 'end of the rules of the host’s owner'));
  moveToHead(context, forwardJump(USER, 'rules of the host’s owner'));
}

export const putIsolationFirst = (context: FirewallContext): void =>
  moveToHead(context, forwardJump(STAGE_1, 'isolation between networks'));

const forwardJump = (chain: string, why: string): PlacedRule => ({
  table: 'filter',
  chain: 'FORWARD',
  matches: [],
  target: jump(chain),
  origin: { by: 'engine', why },
});

const returnRule = (chain: string, why: string): PlacedRule => ({
  table: 'filter',
  chain,
  matches: [],
  target: RETURN,
  origin: { by: 'engine', why },
});

import type { Manipulation } from '../../kernel/conntrack/translation.ts';
import type { Link, Netns } from '../../kernel/kernel.ts';
import type { Verdict } from '../../kernel/netfilter/compile-rules.ts';
import type { HookName, TableName } from '../../kernel/netfilter/rule.ts';
import type { Ruleset } from '../../kernel/netfilter/ruleset.ts';
import { MANIPULATION } from '../../kernel/walk/hook.ts';
import { rejection } from '../../kernel/walk/reject.ts';
import {
  applyNatTargetSet,
  confirmConnectionSet,
  findConnectionSet,
  keepSourceSet,
  trackSet,
} from '../connection-set.ts';
import type { ConnectionSet, PacketSet } from '../packet-set.ts';
import { type ChainSet, compileRulesetSet, runHookChainSet } from '../rule-set.ts';
import { lose, type SetWalk, valuesOf } from '../set-walk.ts';
import { translateErrorSet, translateSet } from '../translation-set.ts';
import { complainSet, resetSet } from './complain.ts';

/** `passHook` for a box of packets. */
export function passHookSet(
  walk: SetWalk,
  netns: Netns,
  packet: PacketSet,
  hook: HookName,
  incoming: Link | undefined,
  outgoing: Link | undefined,
): boolean {
  const ruleset = rulesetFor(walk, netns, packet);
  if (ruleset.tables.size === 0 && walk.connection === undefined) return true;
  const rules = compileRulesetSet(ruleset);
  const chains = rules.hooks[hook];
  walk.netns = netns;
  walk.in = incoming;
  walk.out = outgoing;
  walk.hitCount = 0;
  walk.before = walk.steps && { ...packet };
  walk.asked = false;
  if (chains.raw && !passChain(walk, packet, hook, chains.raw)) return false;
  const tracks = rules.tracks || walk.connection !== undefined;
  if (tracks && (hook === 'PREROUTING' || hook === 'OUTPUT')) trackSet(walk, netns, packet);
  if (chains.mangle && !passChain(walk, packet, hook, chains.mangle)) return false;
  const manipulation = MANIPULATION[hook];
  if (tracks && manipulation && !passNat(walk, packet, hook, manipulation, chains.nat)) return false;
  if (chains.filter && !passChain(walk, packet, hook, chains.filter)) return false;
  if (hook === 'POSTROUTING' && !confirm(walk, netns)) return false;
  note(walk, packet, hook, 'accept');
  return true;
}

/** `finishInput` for a box of packets. */
export function finishInputSet(walk: SetWalk, netns: Netns, packet: PacketSet): boolean {
  if (walk.connection === undefined) return true;
  const rules = compileRulesetSet(rulesetFor(walk, netns, packet));
  walk.netns = netns;
  walk.out = undefined;
  return passNat(walk, packet, 'INPUT', 'source', rules.hooks.INPUT.nat) && confirm(walk, netns);
}

const rulesetFor = (walk: SetWalk, netns: Netns, packet: PacketSet): Ruleset =>
  typeof valuesOf(walk, packet.destination)[0] === 'number' ? netns.ipv4 : netns.ipv6;

function passChain(walk: SetWalk, packet: PacketSet, hook: HookName, chain: ChainSet): boolean {
  const verdict = runHookChainSet(chain, packet, walk);
  if (verdict === 'drop' || verdict === 'reject') return stop(walk, packet, hook, chain.table, verdict);
  return true;
}

function stop(
  walk: SetWalk,
  packet: PacketSet,
  hook: HookName,
  table: TableName,
  verdict: Extract<Verdict, 'drop' | 'reject'>,
): false {
  const path = walk.hits.slice(0, walk.hitCount);
  const hit = path.at(-1);
  const netns = walk.netns.id;
  const byRule = hit?.rule.target.kind === verdict;
  note(walk, packet, hook, verdict);
  if (verdict === 'reject' && hit?.rule.target.kind === 'reject')
    rejectSet(walk, netns, packet, hit.rule.target.with, hook);
  if (byRule) return lose(walk, { kind: 'rule', netns, hit: hit!, path });
  return lose(walk, { kind: 'policy', netns, table, chain: hook });
}

function rejectSet(walk: SetWalk, netns: number, packet: PacketSet, how: string, hook: HookName): void {
  if (how === 'tcp-reset') resetSet(walk, netns, packet, true);
  else complainSet(walk, netns, packet, rejection(how), { forwarded: hook === 'FORWARD' });
}

function passNat(
  walk: SetWalk,
  packet: PacketSet,
  hook: HookName,
  manipulation: Manipulation,
  chain: ChainSet | undefined,
): boolean {
  const { connection } = walk;
  if (connection === undefined) return true;
  const asked = isNatDone(connection, manipulation) || packet.kind.kind === 'icmp-error';
  if (!asked && !decideNat(walk, packet, hook, manipulation, chain)) return false;
  if (packet.kind.kind === 'icmp-error')
    translateErrorSet(walk, packet, packet.kind.about, connection, walk.isReply, manipulation);
  else if (!(connection.ipvs && !walk.isReply && manipulation === 'destination'))
    translateSet(packet, connection, walk.isReply, manipulation);
  return true;
}

const isNatDone = (connection: ConnectionSet, manipulation: Manipulation): boolean =>
  manipulation === 'source' ? connection.sourceNatDone : connection.destinationNatDone;

function decideNat(
  walk: SetWalk,
  packet: PacketSet,
  hook: HookName,
  manipulation: Manipulation,
  chain: ChainSet | undefined,
): boolean {
  const { connection, netns } = walk;
  if (connection === undefined || walk.isReply) return true;
  walk.asked = true;
  const verdict = chain === undefined ? 'next' : runHookChainSet(chain, packet, walk);
  if (verdict === 'drop') return stop(walk, packet, hook, 'nat', 'drop');
  if (manipulation === 'source') connection.sourceNatDone = true;
  else connection.destinationNatDone = true;
  const done =
    verdict === 'nat'
      ? applyNatTargetSet(walk, packet, connection, walk.hits[walk.hitCount - 1]!.rule.target)
      : manipulation === 'destination' || connection.confirmed === true || keepSourceSet(walk, connection);
  if (done) return true;
  return lose(walk, { kind: 'martian', netns: netns.id, why: 'no address to translate to' });
}

function confirm(walk: SetWalk, netns: Netns): boolean {
  const { connection } = walk;
  if (connection === undefined || connection.confirmed || walk.state !== 'NEW') return true;
  if (findConnectionSet(walk, netns, connection.original) || findConnectionSet(walk, netns, connection.reply))
    return lose(walk, { kind: 'martian', netns: netns.id, why: 'its connection clashes' });
  confirmConnectionSet(walk, netns, connection);
  return true;
}

function note(walk: SetWalk, packet: PacketSet, hook: HookName, verdict: 'accept' | 'drop' | 'reject'): void {
  walk.steps?.push({
    kind: 'hook',
    netns: walk.netns.id,
    hook,
    hits: walk.hits.slice(0, walk.hitCount),
    verdict,
    ...(walk.in && { in: walk.in.name }),
    ...(walk.out && { out: walk.out.name }),
    asked: walk.asked,
    before: walk.before ?? packet,
    packet: { ...packet },
  });
}

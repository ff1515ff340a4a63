import { applyNatTarget, isNatDone, keepSource, markNatDone } from '../conntrack/nat.ts';
import { confirmConnection, findConnection, sameTuple } from '../conntrack/table.ts';
import { track } from '../conntrack/track.ts';
import { type Manipulation, translate, translateError } from '../conntrack/translation.ts';
import type { Link, Netns } from '../kernel.ts';
import {
  type CompiledChain,
  compileRuleset,
  runHookChain,
  type Verdict,
} from '../netfilter/compile-rules.ts';
import type { HookName, TableName } from '../netfilter/rule.ts';
import { hitsOf, lastHit } from '../netfilter/rule-context.ts';
import type { Ruleset } from '../netfilter/ruleset.ts';
import type { Packet } from '../packet.ts';
import { reject } from './reject.ts';
import { headerOf, lose, type Walk } from './walk.ts';

/** The translation that the nat chain of a hook is for; INPUT's has its own place (`finishInput`). */
export const MANIPULATION: { readonly [H in HookName]?: Manipulation } = {
  PREROUTING: 'destination',
  OUTPUT: 'destination',
  POSTROUTING: 'source',
};

/**
 * A packet at a hook: connection tracking and the tables in the order of their priorities (linux/netfilter_ipv4.h).
 * False where the packet went no further; `walk` then tells why, and what was complained.
 */
export function passHook(
  walk: Walk,
  netns: Netns,
  packet: Packet,
  hook: HookName,
  incoming: Link | undefined,
  outgoing: Link | undefined,
): boolean {
  const ruleset = rulesetFor(netns, packet);
  if (ruleset.tables.size === 0 && walk.connection === undefined) return true;
  const rules = compileRuleset(ruleset);
  const chains = rules.hooks[hook];
  walk.netns = netns;
  walk.in = incoming;
  walk.out = outgoing;
  walk.hitCount = 0;
  if (chains.raw && !passChain(walk, packet, hook, chains.raw)) return false;
  const tracks = rules.tracks || walk.connection !== undefined;
  if (tracks && (hook === 'PREROUTING' || hook === 'OUTPUT')) trackAndNote(walk, netns, packet);
  if (chains.mangle && !passChain(walk, packet, hook, chains.mangle)) return false;
  const manipulation = MANIPULATION[hook];
  if (tracks && manipulation && !passNat(walk, packet, hook, manipulation, chains.nat)) return false;
  if (chains.filter && !passChain(walk, packet, hook, chains.filter)) return false;
  if (hook === 'POSTROUTING' && !confirm(walk, netns, packet)) return false;
  recordHook(walk, packet, hook, 'accept');
  return true;
}

/** What comes last at INPUT, behind IPVS: the nat table's INPUT chain, and the connection stands in the table. */
export function finishInput(walk: Walk, netns: Netns, packet: Packet): boolean {
  if (walk.connection === undefined) return true;
  const rules = compileRuleset(rulesetFor(netns, packet));
  walk.netns = netns;
  walk.out = undefined;
  return passNat(walk, packet, 'INPUT', 'source', rules.hooks.INPUT.nat) && confirm(walk, netns, packet);
}

const rulesetFor = (netns: Netns, packet: Packet): Ruleset =>
  typeof packet.destination === 'number' ? netns.ipv4 : netns.ipv6;

function trackAndNote(walk: Walk, netns: Netns, packet: Packet): void {
  track(walk, netns, packet);
  if (walk.state === 'UNTRACKED') return;
  walk.recorder?.hop({ kind: 'conntrack', netns: netns.id, packet: headerOf(packet), state: walk.state });
}

/** Runs a chain of a table that filters or marks. */
function passChain(walk: Walk, packet: Packet, hook: HookName, chain: CompiledChain): boolean {
  const verdict = runHookChain(chain, packet, walk);
  if (verdict === 'drop' || verdict === 'reject') return stop(walk, packet, hook, chain.table, verdict);
  return true;
}

/** A packet that a rule or a policy ends here. */
function stop(
  walk: Walk,
  packet: Packet,
  hook: HookName,
  table: TableName,
  verdict: Extract<Verdict, 'drop' | 'reject'>,
): false {
  const path = hitsOf(walk);
  const hit = lastHit(walk);
  const netns = walk.netns.id;
  const byRule = hit?.rule.target.kind === verdict;
  recordHook(walk, packet, hook, verdict, byRule ? undefined : hook);
  if (verdict === 'reject' && hit?.rule.target.kind === 'reject')
    reject(walk, netns, packet, hit.rule.target.with, hook);
  if (byRule) return lose(walk, netns, packet, { kind: 'rule', netns, hit: hit!, path });
  return lose(walk, netns, packet, { kind: 'policy', netns, table, chain: hook });
}

/** Address translation at a hook: asked once for a connection and end, then done by the connection. */
function passNat(
  walk: Walk,
  packet: Packet,
  hook: HookName,
  manipulation: Manipulation,
  chain: CompiledChain | undefined,
): boolean {
  const { connection } = walk;
  if (connection === undefined) return true;
  const before = walk.recorder && headerOf(packet);
  const asked = isNatDone(connection, manipulation) || packet.kind.kind === 'icmp-error';
  if (!asked && !decideNat(walk, packet, hook, manipulation, chain)) return false;
  if (packet.kind.kind === 'icmp-error')
    translateError(packet, packet.kind.about, connection, walk.isReply, manipulation);
  else if (!(connection.ipvs && !walk.isReply && manipulation === 'destination'))
    translate(packet, connection, walk.isReply, manipulation);
  if (before) recordNat(walk, packet, before, manipulation, asked);
  return true;
}

function decideNat(
  walk: Walk,
  packet: Packet,
  hook: HookName,
  manipulation: Manipulation,
  chain: CompiledChain | undefined,
): boolean {
  const { connection, netns } = walk;
  if (connection === undefined || walk.isReply) return true;
  const verdict = chain === undefined ? 'next' : runHookChain(chain, packet, walk);
  if (verdict === 'drop') return stop(walk, packet, hook, 'nat', 'drop');
  markNatDone(connection, manipulation);
  const done =
    verdict === 'nat'
      ? applyNatTarget(walk, packet, connection, lastHit(walk)!.rule.target, walk.nextHop)
      : manipulation === 'destination' || connection.confirmed === true || keepSource(netns, connection);
  if (done) return true;
  return lose(walk, netns.id, packet, {
    kind: 'martian',
    netns: netns.id,
    why: 'no address to translate to',
  });
}

/** The last hook writes a new connection into the table; one that another has taken meanwhile loses. */
function confirm(walk: Walk, netns: Netns, packet: Packet): boolean {
  const { connection } = walk;
  if (connection === undefined || connection.confirmed || walk.state !== 'NEW') return true;
  if (findConnection(netns, connection.original) || findConnection(netns, connection.reply))
    return lose(walk, netns.id, packet, { kind: 'martian', netns: netns.id, why: 'its connection clashes' });
  confirmConnection(netns, connection);
  walk.confirmed.push({ netns, connection });
  return true;
}

function recordHook(
  walk: Walk,
  packet: Packet,
  hook: HookName,
  verdict: 'accept' | 'drop' | 'reject',
  policyOf?: string,
): void {
  if (walk.recorder === undefined) return;
  walk.recorder.hop({
    kind: 'hook',
    netns: walk.netns.id,
    packet: headerOf(packet),
    hook,
    bridged: walk.physIn !== undefined && walk.physOut !== undefined,
    hits: hitsOf(walk),
    verdict,
    ...(policyOf !== undefined && { policyOf }),
  });
}

function recordNat(
  walk: Walk,
  packet: Packet,
  from: ReturnType<typeof headerOf>,
  manipulation: Manipulation,
  asked: boolean,
): void {
  const to = headerOf(packet);
  if (sameTuple(from, to)) return;
  const by = asked ? 'connection' : 'rule';
  walk.recorder?.hop({ kind: 'nat', netns: walk.netns.id, packet: to, manipulation, from, to, by });
}

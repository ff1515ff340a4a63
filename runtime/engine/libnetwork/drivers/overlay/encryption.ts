import type { Ip } from '../../../../address/ip.ts';
import { fnv1a } from '../../../../fnv.ts';
import type { XfrmState } from '../../../../kernel/kernel.ts';
import { netnsOf } from '../../../../kernel/links.ts';
import {
  appendRule,
  deleteRule,
  insertRule,
  ruleExists,
  rulesetOf,
} from '../../../../kernel/netfilter/edit.ts';
import type { Match, Rule } from '../../../../kernel/netfilter/rule.ts';
import { addXfrmPolicy, deleteXfrmPolicies } from '../../../../kernel/xfrm.ts';
import type { World } from '../../../../world.ts';
import { type Engine, versionOf } from '../../../engine.ts';
import type { SwarmTraits } from '../../../versions/swarm-traits.ts';
import { hostRoot } from '../../host.ts';
import type { OverlayNetwork } from './overlay-network.ts';

/** The mark of packets to encrypt, and the id of the states that do it (libnetwork drivers/overlay/encryption.go). */
const MARK = 0xd0c4e3;
const origin = { by: 'engine', why: 'an encrypted overlay network' } as const;
const rule = (matches: readonly Match[], target: Rule['target']): Rule => ({ matches, target, origin });

/**
 * The VXLAN header's network identifier, as each match of iptables finds it behind the UDP header: by an offset from the IP
 * header's length, or by a program that reads four bytes at offset 12 of the IP header's payload and shifts the reserved byte out.
 */
const TUNNEL_MATCHES: { readonly [kind in SwarmTraits['tunnelMatch']]: (vni: number) => string } = {
  u32: (vni) => `-m u32 --u32 "0x0>>0x16&0x3c@0xc&0xffffff00=0x${(vni * 256).toString(16)}"`,
  bpf: (vni) =>
    `-m bpf --bytecode "7,32 0 0 4294963252,7 0 0 0,64 0 0 4,116 0 0 8,21 1 0 ${vni},6 0 0 0,6 0 0 4294967295"`,
};

function matchesOf(
  kind: SwarmTraits['tunnelMatch'],
  port: number,
  vni: number,
): { readonly out: Match[]; readonly in: (policy: 'none' | 'ipsec') => Match[] } {
  const protocol: Match = { kind: 'protocol', protocol: 'udp' };
  const ports: Match = { kind: 'destination-port', protocol: 'udp', ports: { first: port, last: port } };
  const tunnel: Match = { kind: 'vxlan-vni', vni, text: TUNNEL_MATCHES[kind](vni) };
  return {
    out: [protocol, ports, tunnel],
    in: (policy) => [protocol, { kind: 'ipsec-policy', direction: 'in', policy }, ports, tunnel],
  };
}

/** Marks what leaves for the network's tunnels, and drops what arrives for them in the clear. */
export function programEncryption(world: World, engine: Engine, overlay: OverlayNetwork, on: boolean): void {
  const { kernel } = world;
  const rules = rulesetOf(netnsOf(kernel, hostRoot(world, engine.host)), 4);
  const { tunnelMatch, acceptsEncrypted } = versionOf(engine).swarm;
  for (const { vni } of overlay.subnets) {
    const matches = matchesOf(tunnelMatch, overlay.port, vni);
    const mark = rule(matches.out, { kind: 'set-mark', value: MARK, mask: 0xffffffff });
    const accept = rule(matches.in('ipsec'), { kind: 'accept' });
    const drop = rule(matches.in('none'), { kind: 'drop' });
    if (!on) {
      deleteRule(kernel, rules, 'mangle', 'OUTPUT', mark);
      for (const one of acceptsEncrypted ? [accept, drop] : [drop])
        deleteRule(kernel, rules, 'filter', 'INPUT', one);
    } else if (!ruleExists(kernel, rules, 'mangle', 'OUTPUT', mark).ok) {
      appendRule(kernel, rules, 'mangle', 'OUTPUT', mark);
      if (acceptsEncrypted) insertRule(kernel, rules, 'filter', 'INPUT', accept);
      insertRule(kernel, rules, 'filter', 'INPUT', drop);
    }
  }
}

/** A key that every node of the swarm has, and the number that it goes by. */
export interface DataPathKey {
  readonly key: string;
  readonly tag: number;
}

/**
 * The way to another node is encrypted with the first key, what comes from there is read with any; without ESP in the kernel the
 * policy is there and nothing can follow it.
 */
export function encryptTo(
  world: World,
  engine: Engine,
  local: Ip,
  remote: Ip,
  keys: readonly DataPathKey[],
): void {
  const root = hostRoot(world, engine.host);
  const { xfrm } = netnsOf(world.kernel, root);
  if (xfrm.some(({ destination }) => destination === remote)) return;
  addXfrmPolicy(world.kernel, root, {
    source: local,
    destination: remote,
    direction: 'out',
    mark: MARK,
    spi: numberOf(local, remote, keys[0]!),
    requestId: MARK,
    states: world.kernel.machines.get(engine.host)!.features.esp ? statesOf(local, remote, keys) : [],
  });
}

/** In the order in which they are made: the first key's for both ways, then those that only read. */
const statesOf = (local: Ip, remote: Ip, keys: readonly DataPathKey[]): readonly XfrmState[] =>
  keys.flatMap((key, at) => [
    stateOf(remote, local, key),
    ...(at === 0 ? [stateOf(local, remote, key)] : []),
  ]);

function stateOf(source: Ip, destination: Ip, key: DataPathKey): XfrmState {
  const spi = numberOf(source, destination, key);
  return { source, destination, spi, key: `${key.key}${spi.toString(16).padStart(8, '0')}` };
}

/** Both ends find the same number for a way and a key. */
const numberOf = (source: Ip, destination: Ip, { tag }: DataPathKey): number =>
  fnv1a(`${source} ${tag} ${destination}`);

export function stopEncryptingTo(world: World, engine: Engine, remote: Ip): void {
  deleteXfrmPolicies(world.kernel, hostRoot(world, engine.host), ({ destination }) => destination === remote);
}

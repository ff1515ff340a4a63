import { formatIp } from '../address/ip.ts';
import { printRule } from '../kernel/netfilter/print-rule.ts';
import type { Cause, RuleHit } from '../kernel/trace.ts';
import type { World } from '../world.ts';
import { linkName, namespaceName } from './names.ts';

/** `-A DOCKER-USER -s 10.0.0.0/8 -j DROP`, as iptables-save prints the rule. */
export const ruleText = ({ chain, rule }: RuleHit): string => `-A ${chain} ${printRule(rule)}`.trimEnd();

/** Why a packet went no further, in one sentence without a full stop. */
export function describeCause(world: World, cause: Cause): string {
  const where = 'netns' in cause ? namespaceName(world, cause.netns) : '';
  switch (cause.kind) {
    case 'rule': {
      const verb = cause.hit.rule.target.kind === 'reject' ? 'rejected' : 'dropped';
      return `${verb} in ${where} by rule ${cause.hit.index + 1} of ${cause.hit.table} ${cause.hit.chain}`;
    }
    case 'policy':
      return `dropped in ${where} by the policy of ${cause.table} ${cause.chain}`;
    case 'no-route':
      return `${where} has no route to ${formatIp(cause.destination)}`;
    case 'no-neighbour':
      return `nobody answers for ${formatIp(cause.ip)} on ${linkName(world, cause.link)} of ${where}`;
    case 'no-listener':
      return `nothing listens on port ${cause.port} in ${where}`;
    case 'not-forwarding':
      return `${where} does not forward (net.ipv4.ip_forward is 0)`;
    case 'ttl-exceeded':
      return `the time to live ran out in ${where}`;
    case 'too-big':
      return `too big for the MTU of ${cause.mtu} in ${where}`;
    case 'martian':
      return `${where} takes it for a martian: ${cause.why}`;
    case 'link-down':
      return `${linkName(world, cause.link)} of ${where} is down`;
    case 'fault':
      return `lost on the wire: ${cause.fault}`;
    case 'no-backend':
      return `the virtual service with mark ${cause.mark} in ${where} has no backend`;
    case 'no-encryption':
      return `${where} has no key to encrypt it with`;
    case 'unexpected-answer':
      return `the answer came from ${formatIp(cause.from)}, not from ${formatIp(cause.expected)}`;
    case 'hop-limit':
      return 'it went in circles';
    case 'reported':
      return `${where} was told: ${cause.text}`;
    default:
      return cause satisfies never;
  }
}

import { setSysctl } from '../../runtime/kernel/sysctls.ts';
import { broken, editRules, enginesOf, type Mutant, withFirstRule, withoutRules } from './mutant.ts';

const NO_SHARED = 'no shared network means no packet';
const NO_ICC = 'without icc there is no packet';
const ICC = 'with icc every neighbour answers';
const OUT = 'a bridge leads out';
const PUBLISHED = 'what is published is reached';

/** Faults in the rules that the engine writes. */
export const ruleMutants: readonly Mutant[] = [
  {
    fault: 'the isolation rules are left out',
    law: NO_SHARED,
    doing: withoutRules(({ why }) => why.startsWith('isolation')),
  },
  {
    fault: 'the second stage of isolation returns instead of dropping',
    law: NO_SHARED,
    doing: broken((world) =>
      editRules(world, ({ chain, rule }) =>
        chain === 'DOCKER-ISOLATION-STAGE-2' && rule.target.kind === 'drop'
          ? { ...rule, target: { kind: 'return' } }
          : rule,
      ),
    ),
  },
  {
    fault: 'FORWARD never asks the isolation chains',
    law: NO_SHARED,
    doing: withoutRules(
      ({ chain, rule }) =>
        chain === 'FORWARD' &&
        rule.target.kind === 'jump' &&
        rule.target.chain === 'DOCKER-ISOLATION-STAGE-1',
    ),
  },
  {
    fault: 'only the default bridge is isolated',
    law: NO_SHARED,
    doing: withoutRules(({ why }) => why.startsWith('isolation') && why !== 'isolation of network bridge'),
  },
  {
    fault: 'isolation stops TCP alone: echo requests pass',
    law: NO_SHARED,
    doing: withFirstRule('FORWARD', {
      matches: [{ kind: 'protocol', protocol: 'icmp' }],
      target: { kind: 'accept' },
    }),
  },
  {
    fault: 'FORWARD accepts everything first',
    law: NO_SHARED,
    doing: withFirstRule('FORWARD', { matches: [], target: { kind: 'accept' } }),
  },
  {
    fault: 'icc=false is ignored',
    law: NO_ICC,
    doing: broken((world) =>
      editRules(world, ({ why, rule }) =>
        why.startsWith('no traffic between containers') ? { ...rule, target: { kind: 'accept' } } : rule,
      ),
    ),
  },
  {
    fault: 'bridges are not filtered (bridge-nf-call-iptables=0)',
    law: NO_ICC,
    doing: broken((world) => {
      for (const { host } of enginesOf(world))
        setSysctl(
          world.kernel,
          world.kernel.machines.get(host)!.root,
          'net.bridge.bridge-nf-call-iptables',
          '0',
        );
    }),
  },
  {
    fault: 'containers of one network are not let through',
    law: ICC,
    doing: withoutRules(({ why }) => why.startsWith('traffic between containers')),
  },
  {
    fault: 'MASQUERADE is left out',
    law: OUT,
    doing: withoutRules(({ why }) => why.startsWith('masquerading of network')),
  },
  {
    fault: 'answers to connections are not let in',
    law: OUT,
    doing: withoutRules(({ why }) => why.startsWith('answers to connections')),
  },
  {
    fault: 'outgoing traffic is not let through',
    law: OUT,
    doing: withoutRules(({ why }) => why.startsWith('outgoing traffic')),
  },
  {
    fault: 'the host does not forward',
    law: OUT,
    doing: broken((world) => {
      for (const { host } of enginesOf(world))
        setSysctl(world.kernel, world.kernel.machines.get(host)!.root, 'net.ipv4.ip_forward', '0');
    }),
  },
  {
    fault: 'published ports are translated and not let in',
    law: PUBLISHED,
    doing: withoutRules(
      ({ table, chain, why }) =>
        table === 'filter' && chain === 'DOCKER' && why.startsWith('published port '),
    ),
  },
  {
    fault: 'published ports lead one port further',
    law: PUBLISHED,
    doing: broken((world) =>
      editRules(world, ({ why, rule }) =>
        why.startsWith('published port ') &&
        rule.target.kind === 'dnat' &&
        rule.target.port &&
        rule.target.port.first < 1000
          ? {
              ...rule,
              target: {
                ...rule.target,
                port: { first: rule.target.port.first + 1000, last: rule.target.port.last + 1000 },
              },
            }
          : rule,
      ),
    ),
  },
];

import type { RuleHit } from '../kernel/trace.ts';
import type { Outcome } from '../probe/outcome.ts';
import type { World } from '../world.ts';

/** Chains in which libnetwork keeps networks apart (bridge driver, setup_ip_tables.go). */
const ISOLATION = 'DOCKER-ISOLATION-STAGE-2';
/** Its first stage drops only what would enter or leave an internal network. */
const INTERNAL = 'DOCKER-ISOLATION-STAGE-1';
/** Where published ports are let in; what falls through was not published. */
const PUBLISHED = 'DOCKER';

/** What the parties of a claim are to each other, where the cause alone does not tell. */
export interface Parties {
  /** No Docker network joins them; undefined when one of them is no container. */
  readonly apart?: boolean;
  /** Every network of the prober is internal. */
  readonly proberInternal?: boolean;
}

/**
 * The words of `because` that are true of an outcome, the most telling one first: a reason, names of the
 * chains that decided, and always the outcome itself.
 */
export function reasonsOf(world: World, outcome: Outcome, parties: Parties = {}): readonly string[] {
  if (outcome.kind === 'delivered') return ['open'];
  return [...new Set([...causeReasons(world, outcome, parties), outcome.kind])];
}

function causeReasons(world: World, outcome: Outcome, parties: Parties): readonly string[] {
  const cause = 'cause' in outcome ? outcome.cause : undefined;
  const apart = parties.apart ? ['isolated'] : [];
  switch (cause?.kind) {
    case undefined:
      return [];
    case 'fault':
      return ['blocked'];
    case 'rule':
      return [...ruleReasons(cause.hit), ...apart, ...chainsOf([...cause.path, cause.hit])];
    case 'policy': {
      const unpublished = cause.chain === 'FORWARD' && !parties.apart ? ['port-unpublished'] : [];
      return [...unpublished, ...apart, cause.chain];
    }
    case 'no-listener':
      return isMachine(world, cause.netns) ? ['port-unpublished'] : [];
    case 'no-route':
      return [...(parties.proberInternal ? ['internal'] : []), ...apart];
    default:
      return apart;
  }
}

function ruleReasons(hit: RuleHit): readonly string[] {
  if (hit.chain === ISOLATION) return ['isolated'];
  if (hit.chain === INTERNAL) return ['internal'];
  return hit.chain === PUBLISHED ? ['port-unpublished'] : [];
}

const chainsOf = (hits: readonly RuleHit[]): readonly string[] => hits.map(({ chain }) => chain).reverse();

const isMachine = (world: World, netns: number): boolean => {
  const machine = world.kernel.machines.get(world.kernel.namespaces.get(netns)?.machine ?? '');
  return machine?.root === netns;
};

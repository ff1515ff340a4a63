import type { Comparison, Property } from '../../compiler/ir/ir.ts';
import { forkWorld } from '../world.ts';
import { bindAction } from './bind-names.ts';
import { bindingsOf } from './bindings.ts';
import { judgeClaims, judgeComparisons, partyWho } from './judge-property.ts';
import { type Playing, perform, scenarioSoFar } from './playing.ts';
import { type Difference, keyedParties, missingFrom, type ReachTable, reachTable } from './reach-table.ts';
import { chosenNames, claimItem, Refutation, reachClaim } from './refutation.ts';
import type { Statistics } from './statistics.ts';

/** In how many ways `when` is tried in one world: each costs a fork and a table of who reaches whom. */
const TRIES = 4;

/** Lets `when` happen for some choices of the variables, each in a fork of the world, and compares. */
export function judgeChange(property: Property, playing: Playing, statistics: Statistics): number {
  const matched = bindingsOf(playing.session.world, property);
  statistics.matched += matched.length;
  const stride = Math.max(1, Math.floor(matched.length / TRIES));
  const tried = matched.filter((_, i) => i % stride === 0).slice(0, TRIES);
  const changes = property.compare.some(isChange);
  const before = tried.length > 0 && changes ? reachTable(playing.session.world) : undefined;
  for (const { index } of tried.map((bindings) => ({ index: matched.indexOf(bindings) })))
    tryChange(property, playing, before, index, statistics);
  return matched.length;
}

const isChange = ({ kind }: Comparison): boolean =>
  kind === 'reach-stays' || kind === 'no-reach-lost' || kind === 'no-reach-gained';

function tryChange(
  property: Property,
  playing: Playing,
  before: ReachTable | undefined,
  index: number,
  statistics: Statistics,
): void {
  const fork = forkOf(playing);
  // Entities are part of the world: those of the fork are found anew, in the same order.
  const bindings = bindingsOf(fork.session.world, property)[index]!;
  const chosen = chosenNames(bindings);
  for (const action of property.when) {
    const result = perform(fork, bindAction(fork.session.world, action, bindings));
    // What the engine refuses changes nothing that the property speaks of.
    if (result.kind === 'refused') {
      statistics.vacuous++;
      return;
    }
  }
  judgeClaims(property, fork, bindings, statistics);
  judgeComparisons(property, fork, bindings, statistics);
  if (before === undefined) return;
  const after = reachTable(fork.session.world);
  for (const comparison of property.compare.filter(isChange)) {
    statistics.judged++;
    const difference = differenceOf(comparison, before, after);
    if (difference) refuteChange(comparison, playing, fork, chosen, difference);
  }
}

function forkOf(playing: Playing): Playing {
  const { session } = playing;
  return {
    ...playing,
    session: {
      ...session,
      world: forkWorld(session.world),
      specs: new Map(session.specs),
      history: structuredClone(session.history),
    },
    story: [...playing.story],
  };
}

interface Change extends Difference {
  readonly gained: boolean;
}

function differenceOf(comparison: Comparison, before: ReachTable, after: ReachTable): Change | undefined {
  const { kind } = comparison;
  const lost = kind === 'no-reach-gained' ? undefined : missingFrom(before, after).next().value;
  if (lost) return { ...lost, gained: false };
  const gained = kind === 'no-reach-lost' ? undefined : missingFrom(after, before).next().value;
  return gained ? { ...gained, gained: true } : undefined;
}

/** The same claim before and after: where reach is gained, the claim is that there is none. */
function refuteChange(
  { text, origin }: Comparison,
  playing: Playing,
  fork: Playing,
  chosen: readonly string[],
  { from, to, door, gained }: Change,
): never {
  const claimIn = ({ session: { world } }: Playing) => {
    const parties = new Map(keyedParties(world).map(({ key, party }) => [key, party]));
    const who = (key: string) => partyWho(world, parties.get(key)!);
    return claimItem(reachClaim(who(from), who(to), door, !gained));
  };
  const scenario = scenarioSoFar(fork, text);
  const early = playing.story.length;
  const story = [
    ...scenario.story.slice(0, early),
    claimIn(playing),
    ...scenario.story.slice(early),
    claimIn(fork),
  ];
  throw new Refutation({ law: text, origin, chosen, scenarios: [{ ...scenario, story }] });
}

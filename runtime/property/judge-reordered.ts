import type { Property } from '../../compiler/ir/ir.ts';
import { partyWho } from './judge-property.ts';
import { type Playing, scenarioSoFar, startPlaying } from './playing.ts';
import { type KeyedParty, keyedParties, missingFrom, type ReachTable, reachTable } from './reach-table.ts';
import { claimItem, Refutation, reachClaim } from './refutation.ts';
import type { Statistics } from './statistics.ts';

/** Builds the world once more with its declarations the other way round: everybody reaches the same. */
export function judgeReordered(property: Property, playing: Playing, statistics: Statistics): number {
  const started = startPlaying(playing.plan, { reversed: true, doing: playing.doing });
  if (started.kind !== 'playing') return 0;
  const other = started.playing;
  const [table, reordered] = [tableByName(playing), tableByName(other)];
  statistics.matched++;
  statistics.judged++;
  refuteWith(property, playing, other, table, reordered);
  refuteWith(property, other, playing, reordered, table);
  return 1;
}

/** Ids differ from world to world; names and hosts do not. */
const byName = ({ session: { world } }: Playing): readonly KeyedParty[] =>
  keyedParties(world).map(({ party }) => ({
    key: party.container ? `${party.machine}/${party.name}` : party.name,
    party,
  }));

const tableByName = (playing: Playing): ReachTable => reachTable(playing.session.world, byName(playing));

function refuteWith(
  { compare, name, origin }: Property,
  more: Playing,
  less: Playing,
  ofMore: ReachTable,
  ofLess: ReachTable,
): void {
  const missing = missingFrom(ofMore, ofLess).next().value;
  if (!missing) return;
  const scenarios = [more, less].map((playing, i) => {
    const parties = new Map(byName(playing).map(({ key, party }) => [key, party]));
    const who = (key: string) => partyWho(playing.session.world, parties.get(key)!);
    const scenario = scenarioSoFar(playing, `${name}, ${i === 0 ? 'in one order' : 'in another order'}`);
    const claim = claimItem(reachClaim(who(missing.from), who(missing.to), missing.door));
    return { ...scenario, story: [...scenario.story, claim] };
  });
  throw new Refutation({
    law: compare[0]?.text ?? name,
    origin: compare[0]?.origin ?? origin,
    chosen: [],
    scenarios,
  });
}

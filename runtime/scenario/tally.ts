import { checkedItems } from './checked-items.ts';
import type { ScenarioResult } from './result.ts';

/** How many claims fared how. */
export interface Tally {
  /** Those that were judged. */
  readonly claims: number;
  readonly held: number;
  /** Of those that held: proved for every packet. */
  readonly proved: number;
  readonly failed: number;
  readonly hollow: number;
  readonly unjudgeable: number;
  /** Claims that a real engine cannot be asked, and actions that it cannot be made to do. */
  readonly skipped: number;
  /** Actions that were refused though nobody expected it, and expected refusals that did not come. */
  readonly refused: number;
}

export const NO_TALLY: Tally = {
  claims: 0,
  held: 0,
  proved: 0,
  failed: 0,
  hollow: 0,
  unjudgeable: 0,
  skipped: 0,
  refused: 0,
};

export const addTallies = (a: Tally, b: Tally): Tally => ({
  claims: a.claims + b.claims,
  held: a.held + b.held,
  proved: a.proved + b.proved,
  failed: a.failed + b.failed,
  hollow: a.hollow + b.hollow,
  unjudgeable: a.unjudgeable + b.unjudgeable,
  skipped: a.skipped + b.skipped,
  refused: a.refused + b.refused,
});

export function tallyOf(result: ScenarioResult): Tally {
  const items = checkedItems(result);
  const verdicts = items.flatMap(({ verdict }) => (verdict === undefined ? [] : [verdict]));
  const count = (kind: (typeof verdicts)[number]): number =>
    verdicts.filter((verdict) => verdict === kind).length;
  return {
    claims: verdicts.length - count('skipped'),
    held: count('held'),
    proved: items.filter(({ proof }) => proof !== undefined).length,
    failed: count('failed'),
    hollow: count('hollow'),
    unjudgeable: count('unjudgeable'),
    skipped: items.filter(({ skipped }) => skipped !== undefined).length,
    refused: items.filter(({ verdict, diagnostic }) => verdict === undefined && diagnostic !== undefined)
      .length,
  };
}

import { findParty, isUnknown } from '../../runtime/scenario/party.ts';
import { whoIs } from '../../runtime/scenario/who-is.ts';
import type { SurveyDifference } from '../../runtime/survey/compare-surveys.ts';
import { countedSince, countersOf } from '../ask/counters.ts';
import { findOut, PATIENCE } from '../ask/find-out.ts';
import { nothingKnown } from '../ask/gathered-answers.ts';
import type { RealSession } from '../real-session.ts';

/** A rule that packets met: as close to a trace as a kernel comes without tracing. */
export interface CountedRule {
  readonly host: string;
  readonly table: string;
  /** As iptables-save prints it. */
  readonly rule: string;
  readonly packets: number;
}

/** Asks a question once more, alone, and tells which rules of the hosts counted meanwhile. */
export async function traceReal(
  real: RealSession,
  { real: line }: SurveyDifference,
): Promise<readonly CountedRule[] | undefined> {
  const pair = line?.pair;
  const hosts = [...real.performance.stage.hosts.values()].filter(({ root }) => root !== undefined);
  if (pair === undefined || hosts.length === 0) return undefined;
  const from = findParty(real.world, whoIs(real.world, pair.from));
  if (isUnknown(from)) return undefined;
  const before = await Promise.all(hosts.map(countersOf));
  const question = { kind: 'ask', from, question: { ip: pair.ip, door: pair.door } } as const;
  await findOut(real.performance, real.world, [question], nothingKnown(), PATIENCE.long);
  const after = await Promise.all(hosts.map(countersOf));
  return hosts.flatMap(({ name }, i) =>
    countedSince(before[i]!, after[i]!).map((counted) => ({ host: name, ...counted })),
  );
}

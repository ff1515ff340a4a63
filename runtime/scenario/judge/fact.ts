import type { Related } from '../../../diagnostics/diagnostic.ts';
import { describeCause } from '../../explain/describe-cause.ts';
import { describeOutcome } from '../../explain/describe-outcome.ts';
import { pathLine } from '../../explain/path.ts';
import { type RuleLine, ruleLine, type TraceLine, traceLines } from '../../explain/trace-line.ts';
import type { Hop } from '../../kernel/trace.ts';
import type { Outcome } from '../../probe/outcome.ts';
import type { Session } from '../session.ts';

/** One question that a judge asked of the world, and what came back: plain data that outlives the world. */
export interface Fact {
  /** `proxy ─▶ db 172.19.0.2:5432/tcp` */
  readonly asked: string;
  readonly holds: boolean;
  readonly expected: string;
  /** What happened, in the words of a matrix: `open`, `isolated`, `refused`. */
  readonly actual: string;
  /** All words of `because` that are true of it. */
  readonly reasons: readonly string[];
  /** One line that says what came of it and why. */
  readonly outcome: string;
  readonly path?: string;
  readonly decidedBy?: RuleLine;
  readonly trace?: readonly TraceLine[];
}

interface Asked {
  readonly asked: string;
  readonly holds: boolean;
  readonly expected: string;
  readonly reasons: readonly string[];
  readonly outcome: Outcome;
  readonly hops: readonly Hop[];
}

/**
 * Keeps of a walk what a report needs: everything when it went against the claim, else only what the session
 * asks for.
 */
export function factOf(session: Session, asked: Asked): Fact {
  const { outcome, hops, ...said } = asked;
  const cause = 'cause' in outcome ? outcome.cause : undefined;
  const plain: Fact = {
    ...said,
    actual: said.reasons[0] ?? outcome.kind,
    outcome: describeOutcome(session.world, outcome),
  };
  if (asked.holds && session.traces !== 'all') return plain;
  return {
    ...plain,
    path: pathLine(session.world, hops),
    trace: traceLines(session.world, hops),
    ...(cause?.kind === 'rule' && { decidedBy: ruleLine(cause.hit) }),
    ...(cause && { outcome: `${outcome.kind}: ${describeCause(session.world, cause)}` }),
  };
}

/** A fact without a packet: a name, an address, a state. */
export const plainFact = (asked: string, expected: string, actual: string): Fact => ({
  asked,
  holds: expected === actual,
  expected,
  actual,
  reasons: [],
  outcome: actual,
});

const MOST = 3;

/** The facts that went against a claim as lines below its excerpt; the first few say enough. */
export function factNotes(facts: readonly Fact[]): readonly string[] {
  const against = facts.filter(({ holds }) => !holds);
  // Two ports of one target often fare alike, and once is enough.
  const told = [...new Set(against.map((fact) => noteLines(fact).join('\n')))];
  const lines = told.slice(0, MOST).flatMap((text) => text.split('\n'));
  return told.length > MOST ? [...lines, `and ${told.length - MOST} more`] : lines;
}

function noteLines({ path, outcome, asked, decidedBy }: Fact): readonly string[] {
  const way = path ? `${path}   ${outcome}` : `${asked}: ${outcome}`;
  if (decidedBy === undefined) return [way];
  const why = decidedBy.why === undefined ? '' : `   (${decidedBy.why})`;
  return [way, `${decidedBy.table} #${decidedBy.number}: ${decidedBy.rule}${why}`];
}

/** The statements that the deciding rules come from, each once. */
export function factPlaces(facts: readonly Fact[]): readonly Related[] {
  const places = facts.flatMap(({ holds, decidedBy }) =>
    !holds && decidedBy?.source ? [{ span: decidedBy.source, message: decidedBy.why ?? '' }] : [],
  );
  return [...new Map(places.map((place) => [`${place.span.file} ${place.span.start}`, place])).values()];
}

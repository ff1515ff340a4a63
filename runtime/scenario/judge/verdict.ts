import type { Claim, ClaimBody } from '../../../compiler/ir/claim.ts';
import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { Span } from '../../../diagnostics/span.ts';
import type { ProofSize } from '../../prove/prove-claim.ts';
import type { Session } from '../session.ts';
import { type Fact, factNotes, factPlaces } from './fact.ts';

/**
 * What became of a claim. A hollow claim would hold in any world; one that cannot be judged is an error,
 * never green.
 */
export type Verdict =
  | { readonly kind: 'held'; readonly facts: readonly Fact[]; readonly proof?: ProofSize }
  | {
      readonly kind: 'failed' | 'hollow' | 'unjudgeable';
      readonly facts: readonly Fact[];
      readonly diagnostic: Diagnostic;
      /** What a matrix should say instead, cell by cell. */
      readonly cells?: readonly { readonly origin: Span; readonly actual: string }[];
    }
  /** A real engine cannot be asked. The simulator judges everything that it understands. */
  | { readonly kind: 'skipped'; readonly facts: readonly Fact[]; readonly why: string };

type Frame = Pick<Claim, 'text' | 'when' | 'because' | 'origin'>;
export type ClaimOf<K extends ClaimBody['kind']> = Extract<ClaimBody, { kind: K }> & Frame;
export type Judge<K extends ClaimBody['kind']> = (session: Session, claim: ClaimOf<K>) => Verdict;

export const held = (facts: readonly Fact[] = [], proof?: ProofSize): Verdict => ({
  kind: 'held',
  facts,
  ...(proof && { proof }),
});

/** The claim does not hold. The facts that speak against it stand below its excerpt. */
export const failed = (diagnostic: Diagnostic, facts: readonly Fact[] = []): Verdict => ({
  kind: 'failed',
  facts,
  diagnostic: {
    ...diagnostic,
    notes: [...diagnostic.notes, ...factNotes(facts)],
    related: [...diagnostic.related, ...factPlaces(facts)],
  },
});

export const hollow = (claim: Frame, why: string, facts: readonly Fact[] = []): Verdict => ({
  kind: 'hollow',
  facts,
  diagnostic: diagnose('E2101', { why }, claim.origin),
});

export const skipped = (why: string): Verdict => ({ kind: 'skipped', facts: [], why });

export const unjudgeable = (claim: Frame, why: string): Verdict => ({
  kind: 'unjudgeable',
  facts: [],
  diagnostic: diagnose('E2102', { why }, claim.origin),
});

import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { Party } from '../../../grammar/ast.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { partyText } from '../../bind/party-text.ts';

/** A namespace always reaches its own addresses, so the claim says nothing, or is wrong in any world. */
export function* claimAboutItself(scenario: BoundScenario): Generator<Diagnostic> {
  for (const claim of scenario.claims) {
    // By name it says that the name resolves, and a service may answer with another task.
    const asks = claim.kind === 'reach' && !claim.byName && claim.servedBy === undefined;
    if (asks && isSame(claim.from, claim.to.who)) {
      const why = `\`${partyText(claim.from)}\` always reaches its own addresses`;
      yield diagnose('E2101', { why }, claim.span, { help: 'name another party, or `localhost`' });
    }
  }
}

const isSame = (a: Party, b: Party) => a.kind === 'name' && partyText(a) === partyText(b);

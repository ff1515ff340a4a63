import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { Target } from '../../../grammar/ast.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { textOf, usesOf } from '../../bind/entity.ts';
import { findEntity } from '../../bind/find-entity.ts';
import { partyText } from '../../bind/party-text.ts';

/** `cannot reach db` without a port, where the scenario's own image says that `db` listens on nothing. */
export function* nothingListens(scenario: BoundScenario): Generator<Diagnostic> {
  const listensLater = scenario.statements.some(({ statement }) => statement.kind === 'listen');
  if (listensLater) return;
  for (const claim of scenario.claims) {
    if (claim.kind !== 'reach' || claim.holds || claim.because || claim.to.port) continue;
    if (!isDeaf(scenario, claim.to)) continue;
    const why = `nothing listens in \`${partyText(claim.to.who)}\``;
    const help = 'name a port that it listens on, or give its image `listen`';
    yield diagnose('E2101', { why }, claim.span, { help });
  }
}

function isDeaf(scenario: BoundScenario, { who }: Target): boolean {
  if (who.kind !== 'name') return false;
  const container = findEntity(scenario, who.name, ['container'], who.host);
  if (container === undefined || container.foreign) return false;
  const image = findEntity(scenario, textOf(container.block, 'image') ?? '', ['image']);
  const blocks = image ? [image.block, container.block] : [];
  return blocks.length > 0 && blocks.every((block) => usesOf(block, 'listen').length === 0);
}

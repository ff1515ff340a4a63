import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';

/** A majority of two is two: an even number of managers survives no more than one fewer would. */
export function* evenManagers(scenario: BoundScenario): Generator<Diagnostic> {
  const managers = scenario.hosts.filter((host) => host.swarmRole === 'manager');
  const last = managers.at(-1);
  if (last === undefined || managers.length % 2 === 1) return;
  yield diagnose('E1303', { count: managers.length }, last.nameSpan);
}

import type { Scenario } from '../../compiler/ir/ir.ts';
import { candidatesOf } from '../../runtime/property/minimize.ts';
import type { ShellServices } from '../../runtime/shell/command.ts';
import type { Company } from '../company.ts';
import { type Comparison, compareScenario } from '../compare/compare-scenario.ts';
import type { EngineHosts } from '../engine-hosts.ts';

const MOST_TRIES = 60;

/** The first thing that the two engines do not say alike, as a text that survives shrinking. */
export function firstDifference({ claims, surveys }: Comparison): string | undefined {
  const claim = claims.find(({ simulated, real }) => real !== 'skipped' && simulated !== real);
  if (claim !== undefined) return `${claim.name}: ${claim.simulated}, really ${claim.real}`;
  const [difference] = surveys.flatMap(({ differences }) => differences);
  if (difference === undefined) return undefined;
  const { what, simulated, real } = difference;
  const kind = what.replace(/\d+(\.\d+){3}/g, 'ADDRESS');
  return `${kind}: ${wordOf(simulated?.seen)}, really ${wordOf(real?.seen)}`;
}

const wordOf = (seen: string | undefined): string => (seen ?? 'nothing').replace(/\d+(\.\d+){3}/g, 'ADDRESS');

/** Takes out of a scenario what a difference does not need, by playing ever smaller ones on both engines. */
export async function shrinkDifference(
  company: Company,
  hosts: EngineHosts,
  scenario: Scenario,
  difference: string,
  services: ShellServices,
): Promise<Scenario> {
  let smallest = scenario;
  let tries = 0;
  for (let found = true; found && tries < MOST_TRIES; ) {
    found = false;
    for (const candidate of candidatesOf(smallest)) {
      if (++tries > MOST_TRIES) break;
      const comparison = await compareScenario(company, hosts, candidate, services);
      if (firstDifference(comparison) !== difference) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return smallest;
}

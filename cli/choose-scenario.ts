import type { Scenario } from '../compiler/ir/ir.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { InputError } from './input-error.ts';

/** The scenario that a verb is about: the only one of the file, or the one that was named. */
export function chooseScenario(
  path: string,
  scenarios: readonly Scenario[],
  name: string | undefined,
): Scenario {
  const [only] = scenarios;
  if (only === undefined) throw new InputError(`no scenario found in ${path}`);
  const list = scenarios.map((scenario) => `"${scenario.name}"`).join(', ');
  if (name === undefined) {
    if (scenarios.length === 1) return only;
    throw new InputError(`${path} has several scenarios; choose one with --scenario: ${list}`);
  }
  const chosen = scenarios.find((scenario) => scenario.name === name);
  if (chosen) return chosen;
  const [near] = didYouMean(
    name,
    scenarios.map((scenario) => scenario.name),
  );
  throw new InputError(
    `${path} has no scenario "${name}"; ${near ? `did you mean "${near}"?` : `it has ${list}`}`,
  );
}

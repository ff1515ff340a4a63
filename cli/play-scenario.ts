import type { Scenario } from '../compiler/ir/ir.ts';
import type { ScenarioResult } from '../runtime/scenario/result.ts';
import { runScenario } from '../runtime/scenario/run.ts';
import { withCleanup } from './cleanup.ts';
import type { EngineOptions } from './engine-options.ts';
import { SERVICES } from './services.ts';

export interface PlayOptions extends EngineOptions {
  readonly engine?: 'simulated' | 'docker' | undefined;
  readonly seed?: number | undefined;
  readonly bail?: true | undefined;
}

/** Judges a scenario, on a simulated release where one is named. */
export type Play = (scenario: Scenario, engineVersion: string | undefined) => Promise<ScenarioResult>;

/** Gives what is asked for the engine that plays scenarios: the simulated one, or real ones that are left clean. */
export async function withPlayer<T>(options: PlayOptions, action: (play: Play) => Promise<T>): Promise<T> {
  if (options.engine !== 'docker')
    return action(async (scenario, version) => simulate(scenario, options, version));
  const { Company } = await import('../engines/company.ts');
  const { openEngines } = await import('../engines/open-engines.ts');
  const { runOnEngines } = await import('../engines/run-on-engines.ts');
  const hosts = await openEngines(options, process.env);
  const company = new Company(hosts);
  return withCleanup(
    () => action((scenario) => runOnEngines(company, hosts, scenario, options.bail ? { bail: true } : {})),
    () => company.leave(),
  );
}

function simulate(
  scenario: Scenario,
  { seed, bail }: PlayOptions,
  engineVersion: string | undefined,
): ScenarioResult {
  return runScenario(scenario, {
    services: SERVICES,
    ...(seed !== undefined && { seed }),
    ...(bail && { bail }),
    ...(engineVersion !== undefined && { engineVersion }),
  });
}

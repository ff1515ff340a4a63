import type { ComposePlan, PlannedService } from '../../compiler/ir/compose-plan.ts';

/** The named services, all when none is named, with what they wait for; or the name that no service has. */
export function chooseServices(
  plan: ComposePlan,
  names: readonly string[],
  dependencies = false,
): readonly PlannedService[] | { readonly unknown: string } {
  const unknown = names.find((name) => !plan.services.some((service) => service.name === name));
  if (unknown !== undefined) return { unknown };
  if (names.length === 0) return plan.services;
  const chosen = new Set(names);
  if (dependencies) for (const name of chosen) for (const needed of awaitedBy(plan, name)) chosen.add(needed);
  return plan.services.filter(({ name }) => chosen.has(name));
}

export const isChosen = (
  choice: readonly PlannedService[] | { readonly unknown: string },
): choice is readonly PlannedService[] => !('unknown' in choice);

/** The services that a service waits for. */
export const awaitedBy = (plan: ComposePlan, name: string): readonly string[] =>
  plan.services.find((service) => service.name === name)?.dependsOn.map(({ service }) => service) ?? [];

/** The services that wait for a service. */
export const dependentsOf = (plan: ComposePlan, name: string): readonly string[] =>
  plan.services
    .filter((service) => awaitedBy(plan, service.name).includes(name))
    .map((service) => service.name);

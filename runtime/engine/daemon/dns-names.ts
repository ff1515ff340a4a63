import type { Container } from './container.ts';

/**
 * The names that an attachment to a user-defined network answers to; the first one is that of reverse
 * lookups.
 */
export function dnsNamesOf(container: Container, aliases: readonly string[] | null): readonly string[] {
  const names = [container.name, ...(aliases ?? []), container.id.slice(0, 12), container.config.Hostname];
  return [...new Set(names.filter((name) => name !== ''))];
}

import type { Filters } from '../../../docker-api/network.ts';
import { type ClientResult, complain, ok } from '../../../docker-client/result.ts';

/** `--filter name=web` given any number of times; values of one name are alternatives. */
export function parseFilters(words: readonly string[]): ClientResult<Filters> {
  const filters: { [name: string]: string[] } = {};
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 0)
      return complain(
        `invalid argument "${word}" for "-f, --filter" flag: bad format of filter (expected name=value)`,
      );
    const [name, value] = [word.slice(0, at).trim().toLowerCase(), word.slice(at + 1).trim()];
    filters[name] = [...(filters[name] ?? []), value];
  }
  return ok(filters);
}

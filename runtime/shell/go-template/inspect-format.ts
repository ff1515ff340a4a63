import { type Executed, executeTemplate } from './execute.ts';
import type { GoValue } from './go-value.ts';
import type { Template } from './parser.ts';

/**
 * `docker inspect -f`: the template runs on the object as the client knows it, and when that fails on the
 * answer as plain JSON, where keys are those of the API and a missing one is an error. The second error is
 * the
 * one that docker shows.
 */
export function executeInspect(template: Template, typed: GoValue, raw: GoValue): Executed {
  const first = executeTemplate(template, typed);
  return first.kind === 'ok' ? first : executeTemplate(template, raw, { missingKeyIsError: true });
}

import type { Answer } from '../../../../engine/daemon/answer.ts';
import { fromJson, type GoValue } from '../../../go-template/go-value.ts';
import { executeInspect } from '../../../go-template/inspect-format.ts';
import { parseTemplate, type Template } from '../../../go-template/parser.ts';
import { type CommandResult, fail } from '../../../language/command-result.ts';

/** One object to inspect: the daemon's JSON, and the client's typed reading of it. */
export interface Inspected {
  readonly json: unknown;
  readonly typed: GoValue;
}

/**
 * The inspect commands: each object as JSON in one list, or through a template, a line each. Objects that are not there are
 * complained about at the end, with `complaint` for each. `pretty` is the summary for people, where one was asked for.
 */
export function inspectAll(
  terms: readonly string[],
  format: string,
  lookUp: (term: string) => Answer<Inspected>,
  complaint: (term: string, message: string) => string,
  pretty?: (json: unknown) => string,
): CommandResult {
  const found: Inspected[] = [];
  let stderr = '';
  for (const term of terms) {
    const reply = lookUp(term);
    if (reply.ok) found.push(reply.value);
    else stderr += `${complaint(term, reply.message)}\n`;
  }
  const rc = stderr === '' ? 0 : 1;
  if (pretty !== undefined)
    return { stdout: found.map(({ json }) => `${pretty(json)}\n`).join(''), stderr, rc };
  if (format === '' || format === 'json') {
    const indent = format === 'json' ? undefined : 4;
    return {
      stdout: `${JSON.stringify(
        found.map(({ json }) => json),
        null,
        indent,
      )}\n`,
      stderr,
      rc,
    };
  }
  const parsed = parseTemplate(format);
  if (parsed.kind === 'error') return fail(64, `template parsing error: ${parsed.message}\n`);
  return render(parsed.template, found, stderr, rc);
}

function render(
  template: Template,
  found: readonly Inspected[],
  complaints: string,
  rc: number,
): CommandResult {
  let [stdout, stderr, failed] = ['', complaints, rc];
  for (const { json, typed } of found) {
    const ran = executeInspect(template, typed, fromJson(json));
    // An object that the template does not fit leaves an empty line, and the next one is tried.
    stdout += ran.kind === 'error' ? '\n' : `${ran.text}\n`;
    if (ran.kind !== 'error') continue;
    stderr += `template parsing error: ${ran.message}\n`;
    failed = 1;
  }
  return { stdout: found.length === 0 ? '\n' : stdout, stderr, rc: failed };
}

import type { ListText } from '../../../go-template/list-format.ts';
import { type CommandResult, fail, succeed } from '../../../language/command-result.ts';

/** A formatted list as a command's result, or the client's complaint about its template. */
export function listed(text: ListText): CommandResult {
  if (text.kind === 'ok') return succeed(text.text);
  return text.stage === 'parse'
    ? fail(64, `template parsing error: ${text.message}\n`)
    : fail(1, `failed to execute template: ${text.message}\n`);
}

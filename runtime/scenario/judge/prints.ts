import { diagnose } from '../../../diagnostics/diagnostic.ts';
import type { CommandResult } from '../../shell/language/command-result.ts';
import { runCommand } from '../run-command.ts';
import type { Session } from '../session.ts';
import { plainFact } from './fact.ts';
import { type ClaimOf, failed, held, unjudgeable, type Verdict } from './verdict.ts';

type Prints = ClaimOf<'prints'>;

/** `h1$ iptables-save prints ...`: a command is run, and its output is held against a text. */
export function judgePrints(session: Session, claim: Prints): Verdict {
  if (claim.test === 'matches' && !isRegExp(claim.expected))
    return unjudgeable(claim, `\`${claim.expected}\` is no regular expression`);
  const ran = runCommand(session, claim.place, claim.command);
  const problem = problemWith(claim, ran);
  if (problem === undefined) {
    const outcome = `${ran.stdout}${ran.stderr}`.trimEnd();
    return held([{ ...plainFact(claim.command, claim.expected, claim.expected), outcome }]);
  }
  const diagnostic = diagnose('E2114', { command: claim.command, problem }, claim.origin);
  return failed({ ...diagnostic, notes: outputLines(ran) });
}

function problemWith({ test, expected }: Prints, { stdout, stderr, rc }: CommandResult): string | undefined {
  switch (test) {
    case 'contains':
      return stdout.includes(expected) ? undefined : `does not print "${expected}"`;
    case 'lacks':
      return stdout.includes(expected) ? `prints "${expected}"` : undefined;
    case 'equals':
      return stdout.trimEnd() === expected.trimEnd() ? undefined : 'prints something else';
    case 'matches':
      return new RegExp(expected, 'm').test(stdout) ? undefined : `prints nothing that matches /${expected}/`;
    case 'fails':
      if (rc === 0) return 'succeeds';
      return `${stdout}${stderr}`.includes(expected) ? undefined : `fails without "${expected}"`;
    default:
      return test satisfies never;
  }
}

function isRegExp(text: string): boolean {
  try {
    new RegExp(text, 'm');
    return true;
  } catch {
    return false;
  }
}

const MOST_LINES = 12;

function outputLines({ stdout, stderr, rc }: CommandResult): readonly string[] {
  const lines = `${stdout}${stderr}`.trimEnd().split('\n');
  const more = lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} lines more`] : [];
  return [...lines.slice(0, MOST_LINES), ...more, `exit code ${rc}`];
}

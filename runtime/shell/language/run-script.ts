import type { CommandResult } from './command-result.ts';
import { newBudget, type ShellEnv } from './environment.ts';
import { evaluateScript } from './evaluator.ts';
import { wordings } from './messages.ts';
import { parseScript } from './parser.ts';
import {
  exportedVariables,
  type Input,
  newState,
  type Outcome,
  outcome,
  type ShellState,
  textOf,
} from './state.ts';

/**
 * Runs a script on a machine. A syntax error is a result too: rc 2 and the shell's own words on stderr.
 * Never hangs: commands, output and nested scripts are counted (see `Budget`).
 */
export function runScript(source: string, env: ShellEnv, stdin = ''): CommandResult {
  const state = newState(env, source, env.budget ?? newBudget());
  const ran = runSource(source, state, { text: stdin, offset: 0 });
  return { stdout: textOf(ran.chunks, 1), stderr: textOf(ran.chunks, 2), rc: ran.rc };
}

function runSource(source: string, state: ShellState, input: Input): Outcome {
  const words = wordings[state.env.dialect];
  const parsed = parseScript(source);
  if (parsed.kind === 'error') {
    const rc = parsed.error.kind === 'bad-substitution' ? 1 : 2;
    return outcome(rc, '', words.syntaxError(parsed.error, source));
  }
  if (state.budget.depth <= 0)
    return outcome(1, '', words.stopped('stopped: too many scripts inside scripts'));
  state.budget.depth -= 1;
  const ran = evaluateScript(parsed.script, state, input, runShellCommand);
  state.budget.depth += 1;
  return ran;
}

/** `sh -c 'script' [name args...]` in the same machine; undefined when the command is another one. */
function runShellCommand(argv: readonly string[], state: ShellState, input: Input): Outcome | undefined {
  const [shell = '', option = '', source, ...args] = argv;
  if (!/^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash)$/.test(shell) || !/^-[el]*c$/.test(option))
    return undefined;
  if (source === undefined) return outcome(2, '', `${shell}: -c: option requires an argument\n`);
  const env: ShellEnv = {
    ...state.env,
    vars: exportedVariables(state),
    args: args.length > 0 ? args : [shell],
  };
  return runSource(source, newState(env, source, state.budget), input);
}

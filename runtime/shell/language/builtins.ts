import { type Input, type Outcome, outcome, type ShellState } from './state.ts';

/** `separators` is the IFS that the command sees: `IFS= read` keeps a line as it is. */
type Builtin = (args: readonly string[], state: ShellState, input: Input, separators: string) => Outcome;

/** The commands that change the shell itself and that no program could do. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', () => outcome(0)],
  ['exit', exit],
  ['break', (args, state) => leaveLoop('break', args, state)],
  ['continue', (args, state) => leaveLoop('continue', args, state)],
  ['export', exportVariables],
  ['unset', unset],
  ['shift', shift],
  ['read', read],
]);

function exit(args: readonly string[], state: ShellState): Outcome {
  const [code = String(state.lastRc)] = args;
  state.jump = { kind: 'exit' };
  if (/^-?\d+$/.test(code)) return outcome(Number(code) & 255);
  const complaint =
    state.env.dialect === 'bash'
      ? `bash: line 1: exit: ${code}: numeric argument required\n`
      : `sh: Illegal number: ${code}\n`;
  return outcome(2, '', complaint);
}

function leaveLoop(kind: 'break' | 'continue', args: readonly string[], state: ShellState): Outcome {
  if (state.loops > 0) state.jump = { kind, levels: Math.max(1, Number(args[0] ?? 1) || 1) };
  return outcome(0);
}

function exportVariables(args: readonly string[], state: ShellState): Outcome {
  for (const argument of args) {
    const [name = '', ...value] = argument.split('=');
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      return outcome(1, '', `bash: line 1: export: \`${argument}': not a valid identifier\n`);
    }
    state.exported.add(name);
    if (value.length > 0) state.vars.set(name, value.join('='));
  }
  return outcome(0);
}

function unset(args: readonly string[], state: ShellState): Outcome {
  for (const name of args) {
    state.vars.delete(name);
    state.exported.delete(name);
  }
  return outcome(0);
}

function shift(args: readonly string[], state: ShellState): Outcome {
  const count = Number(args[0] ?? 1);
  const [zero = '', ...rest] = state.args;
  if (!(count >= 0 && count <= rest.length)) return outcome(1);
  state.args = [zero, ...rest.slice(count)];
  return outcome(0);
}

/** `read [-r] name...`: one line of standard input; the last name takes what is left of it. */
function read(args: readonly string[], state: ShellState, input: Input, separators: string): Outcome {
  const names = args.filter((argument) => argument !== '-r');
  const rest = input.text.slice(input.offset);
  const lineEnd = rest.indexOf('\n');
  const line = lineEnd < 0 ? rest : rest.slice(0, lineEnd);
  input.offset += lineEnd < 0 ? rest.length : lineEnd + 1;
  let left = separators === '' ? line : line.replace(/^[ \t]+|[ \t]+$/g, '');
  for (const [index, name] of (names.length > 0 ? names : ['REPLY']).entries()) {
    const last = index >= names.length - 1;
    const field = last ? left : (/^[^ \t]*/.exec(left)?.[0] ?? '');
    state.vars.set(name, field);
    left = left.slice(field.length).replace(/^[ \t]+/, '');
  }
  return outcome(lineEnd < 0 ? 1 : 0);
}

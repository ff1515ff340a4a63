import { builtins } from './builtins.ts';
import { expandText, expandWords, type Substitute } from './expansion.ts';
import { lineAt, wordings } from './messages.ts';
import { openStreams, route } from './redirect.ts';
import {
  type Chunk,
  exportedVariables,
  type Input,
  type Outcome,
  outcome,
  type ShellState,
  subshell,
  textOf,
} from './state.ts';
import type {
  AndOrList,
  Assignment,
  Command,
  Conditional,
  ForLoop,
  Pipeline,
  Script,
  SimpleCommand,
  WhileLoop,
} from './syntax.ts';

/** Runs a nested shell: `sh -c`. Handed in by `runScript`, which parses. */
export type RunNested = (argv: readonly string[], state: ShellState, input: Input) => Outcome | undefined;

/** Runs the commands of a script one after the other. */
export function evaluateScript(script: Script, state: ShellState, input: Input, nested: RunNested): Outcome {
  const run: Run = { state, nested };
  return runLists(script, run, input);
}

interface Run {
  readonly state: ShellState;
  readonly nested: RunNested;
}

function runLists(script: Script, run: Run, input: Input): Outcome {
  const chunks: Chunk[] = [];
  let rc = 0;
  for (const list of script.lists) {
    const ran = runAndOr(list, run, input);
    chunks.push(...ran.chunks);
    rc = ran.rc;
    if (run.state.jump) break;
  }
  return { chunks, rc };
}

function runAndOr(list: AndOrList, run: Run, input: Input): Outcome {
  let { chunks, rc } = runPipeline(list.first, run, input);
  for (const { operator, pipeline } of list.rest) {
    if (run.state.jump) break;
    if ((operator === '&&') !== (rc === 0)) continue;
    const next = runPipeline(pipeline, run, input);
    chunks = [...chunks, ...next.chunks];
    rc = next.rc;
  }
  return { chunks, rc };
}

function runPipeline(pipeline: Pipeline, run: Run, input: Input): Outcome {
  const { state } = run;
  const last = pipeline.commands.length - 1;
  const errors: Chunk[] = [];
  let current: Outcome = outcome(0);
  let stdin = input;
  for (const [index, command] of pipeline.commands.entries()) {
    // Each command of a pipeline is a process of its own: what it assigns is lost.
    const own = last === 0 ? run : { ...run, state: subshell(state) };
    current = runCommand(command, own, stdin);
    if (index === last) break;
    errors.push(...current.chunks.filter((chunk) => chunk.fd === 2));
    stdin = { text: textOf(current.chunks, 1), offset: 0 };
  }
  const rc = pipeline.negated ? Number(current.rc === 0) : current.rc;
  state.lastRc = rc;
  return { chunks: [...errors, ...current.chunks], rc };
}

function runCommand(command: Command, run: Run, input: Input): Outcome {
  const { state } = run;
  const stopped = spendCommand(state);
  if (stopped) return stopped;
  const errors: Chunk[] = [];
  const substitute = substitution(run, input, errors);
  const ran =
    command.kind === 'simple'
      ? runSimple(command, run, input, substitute)
      : runRedirected(command, run, input, substitute);
  return { chunks: [...errors, ...ran.chunks], rc: ran.rc };
}

type Compound = Exclude<Command, SimpleCommand>;

function runRedirected(command: Compound, run: Run, input: Input, substitute: Substitute): Outcome {
  const opened = openStreams(command.redirections, input, run.state, substitute);
  if (opened.kind === 'error') return opened.outcome;
  return route(runCompound(command, run, opened.streams.input, substitute), opened.streams, run.state);
}

function runCompound(command: Compound, run: Run, input: Input, substitute: Substitute): Outcome {
  switch (command.kind) {
    case 'group':
      return runLists(command.body, command.subshell ? { ...run, state: subshell(run.state) } : run, input);
    case 'for':
      return runFor(command, run, input, substitute);
    case 'while':
      return runWhile(command, run, input);
    case 'if':
      return runIf(command, run, input);
  }
}

function runFor(loop: ForLoop, run: Run, input: Input, substitute: Substitute): Outcome {
  const values = expandWords(loop.words, run.state, substitute)[Symbol.iterator]();
  return runLoop(run, () => {
    const next = values.next();
    if (next.done) return undefined;
    run.state.vars.set(loop.variable, next.value);
    return runLists(loop.body, run, input);
  });
}

function runWhile(loop: WhileLoop, run: Run, input: Input): Outcome {
  const tests: Chunk[] = [];
  const ran = runLoop(run, () => {
    const condition = runLists(loop.condition, run, input);
    if ((condition.rc === 0) === loop.until || run.state.jump) {
      tests.push(...condition.chunks);
      return undefined;
    }
    const body = runLists(loop.body, run, input);
    return { chunks: [...condition.chunks, ...body.chunks], rc: body.rc };
  });
  return { chunks: [...ran.chunks, ...tests], rc: ran.rc };
}

/** Runs rounds until one is undefined or a jump leaves the loop. Every round costs a command. */
function runLoop(run: Run, round: () => Outcome | undefined): Outcome {
  const { state } = run;
  const chunks: Chunk[] = [];
  let rc = 0;
  state.loops += 1;
  for (;;) {
    const ran = spendCommand(state) ?? round();
    if (!ran) break;
    chunks.push(...ran.chunks);
    rc = ran.rc;
    if (leavesLoop(state)) break;
  }
  state.loops -= 1;
  return { chunks, rc };
}

/** Consumes a jump that ends here; true when the loop must be left. */
function leavesLoop(state: ShellState): boolean {
  const { jump } = state;
  if (!jump) return false;
  if (jump.kind === 'exit') return true;
  const outer = jump.levels > 1 && state.loops > 1;
  state.jump = outer ? { kind: jump.kind, levels: jump.levels - 1 } : undefined;
  return outer || jump.kind === 'break';
}

function runIf(conditional: Conditional, run: Run, input: Input): Outcome {
  const chunks: Chunk[] = [];
  for (const { condition, body } of conditional.branches) {
    const tested = runLists(condition, run, input);
    chunks.push(...tested.chunks);
    if (run.state.jump) return { chunks, rc: tested.rc };
    if (tested.rc !== 0) continue;
    const ran = runLists(body, run, input);
    return { chunks: [...chunks, ...ran.chunks], rc: ran.rc };
  }
  if (!conditional.otherwise) return { chunks, rc: 0 };
  const ran = runLists(conditional.otherwise, run, input);
  return { chunks: [...chunks, ...ran.chunks], rc: ran.rc };
}

function runSimple(command: SimpleCommand, run: Run, input: Input, substitute: Substitute): Outcome {
  const { state } = run;
  // A command without words, such as `x=$(false)`, ends with the code of its last substitution.
  if (command.words.length === 0) state.lastRc = 0;
  const argv = expandWords(command.words, state, substitute);
  const opened = openStreams(command.redirections, input, state, substitute);
  if (opened.kind === 'error') return opened.outcome;
  const { streams } = opened;
  if (argv.length === 0) {
    assign(command.assignments, state, substitute);
    return outcome(state.lastRc);
  }
  const builtin = builtins.get(argv[0] ?? '');
  const own = withAssignments(command, state, substitute);
  const ran = builtin
    ? builtin(argv.slice(1), state, streams.input, own.vars.get('IFS') ?? ' \t\n')
    : runProgram(argv, command, { ...run, state: own }, streams.input);
  return route(spendOutput(ran, state), streams, state);
}

/** `VAR=x cmd`: the assignments hold for this command only. */
function withAssignments(command: SimpleCommand, state: ShellState, substitute: Substitute): ShellState {
  if (command.assignments.length === 0) return state;
  const own = subshell(state);
  for (const { name } of command.assignments) own.exported.add(name);
  assign(command.assignments, own, substitute);
  return own;
}

function assign(assignments: readonly Assignment[], state: ShellState, substitute: Substitute): void {
  for (const { name, value } of assignments) state.vars.set(name, expandText(value, state, substitute));
}

function runProgram(argv: readonly string[], command: SimpleCommand, run: Run, input: Input): Outcome {
  const { state } = run;
  const nested = run.nested(argv, state, input);
  if (nested) return nested;
  const result = state.env.exec(argv, input.text.slice(input.offset), exportedVariables(state));
  if (result) return outcome(result.rc, result.stdout, result.stderr);
  const line = lineAt(state.source, command.start);
  return outcome(127, '', wordings[state.env.dialect].notFound(argv[0] ?? '', line));
}

/** Runs substitutions; what they write to standard error is kept in `errors`. */
function substitution(run: Run, input: Input, errors: Chunk[]): Substitute {
  return (body) => {
    const state = subshell(run.state);
    const ran = runLists(body, { ...run, state }, input);
    run.state.lastRc = ran.rc;
    errors.push(...ran.chunks.filter((chunk) => chunk.fd === 2));
    return textOf(ran.chunks, 1);
  };
}

function spendCommand(state: ShellState): Outcome | undefined {
  state.budget.commands -= 1;
  if (state.budget.commands < 0) return stop(state, 'stopped: the script runs too many commands');
  return state.budget.characters < 0 ? stop(state, 'stopped: the script prints too much') : undefined;
}

function spendOutput(ran: Outcome, state: ShellState): Outcome {
  for (const { text } of ran.chunks) state.budget.characters -= text.length;
  return state.budget.characters < 0 ? stop(state, 'stopped: the script prints too much') : ran;
}

/** Ends the script. Its reason is told once, however many loops and subshells notice. */
function stop(state: ShellState, reason: string): Outcome {
  const { budget } = state;
  const text = budget.told ? '' : wordings[state.env.dialect].stopped(reason);
  budget.told = true;
  state.jump = { kind: 'exit' };
  return outcome(1, '', text);
}

import { callFunction } from './call.ts';
import { functions, type TemplateFunction } from './functions.ts';
import { goPrint } from './go-print.ts';
import {
  dereference,
  type GoValue,
  isGoSlice,
  isTrue,
  sliceItems,
  sortedEntries,
  typeName,
} from './go-value.ts';
import type { Template } from './parser.ts';
import type { Branch, Command, Node, Operand, Pipe } from './syntax.ts';

export type Executed =
  | { readonly kind: 'ok'; readonly text: string }
  /** Go's text: `template: :1:2: executing "" at <.Foo>: ...`; and what was printed before. */
  | { readonly kind: 'error'; readonly message: string; readonly text: string };

export interface ExecuteOptions {
  /** A missing key of a map is an error, as in docker's second try of `inspect -f`. */
  readonly missingKeyIsError?: boolean;
  readonly functions?: ReadonlyMap<string, TemplateFunction>;
}

const mostSteps = 200_000;
const mostOutput = 4 * 1024 * 1024;

/** A value, or none: undefined is what a map without the key gives. */
export type Result = GoValue | undefined;

/** What changes while a template runs. The first error stays and ends everything. */
export interface Run {
  readonly source: string;
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  readonly missingKeyIsError: boolean;
  readonly variables: { readonly name: string; value: Result }[];
  readonly output: string[];
  size: number;
  steps: number;
  jump: 'break' | 'continue' | undefined;
  error: string | undefined;
}

/** Runs a template on a value. */
export function executeTemplate(template: Template, data: GoValue, options: ExecuteOptions = {}): Executed {
  const run: Run = {
    source: template.source,
    functions: options.functions ?? functions,
    missingKeyIsError: options.missingKeyIsError ?? false,
    variables: [{ name: '$', value: data }],
    output: [],
    size: 0,
    steps: 0,
    jump: undefined,
    error: undefined,
  };
  runNodes(run, template.nodes, data);
  const text = run.output.join('');
  return run.error === undefined ? { kind: 'ok', text } : { kind: 'error', message: run.error, text };
}

/** Records an error at a node: `position` counts bytes from the start of its line. */
export function failAt(
  run: Run,
  node: { readonly position: number; readonly text: string },
  message: string,
): undefined {
  if (run.error !== undefined) return undefined;
  const before = run.source.slice(0, node.position);
  const line = before.split('\n').length;
  const column = new TextEncoder().encode(before.slice(before.lastIndexOf('\n') + 1)).length;
  run.error = `template: :${line}:${column}: executing "" at <${node.text}>: ${message}`;
  return undefined;
}

function runNodes(run: Run, nodes: readonly Node[], dot: Result): void {
  const known = run.variables.length;
  for (const node of nodes) {
    if (run.error !== undefined || run.jump) break;
    runNode(run, node, dot);
  }
  run.variables.length = known;
}

function runNode(run: Run, node: Node, dot: Result): void {
  switch (node.kind) {
    case 'text':
      print(run, node.text);
      return;
    case 'action': {
      const value = evaluatePipe(run, node.pipe, dot);
      if (node.pipe.variables.length === 0) print(run, printed(value));
      return;
    }
    case 'if':
    case 'with':
      runBranch(run, node, dot);
      return;
    case 'range':
      runRange(run, node, dot);
      return;
    case 'break':
    case 'continue':
      run.jump = node.kind;
      return;
  }
}

function print(run: Run, text: string): void {
  if (run.error !== undefined) return;
  run.size += text.length;
  if (run.size > mostOutput) run.error = 'template: the output is too long';
  else run.output.push(text);
}

function printed(value: Result): string {
  return value === undefined || value === null ? '<no value>' : goPrint(dereference(value));
}

function runBranch(run: Run, node: Branch & { readonly kind: 'if' | 'with' }, dot: Result): void {
  const known = run.variables.length;
  const value = evaluatePipe(run, node.pipe, dot);
  if (run.error === undefined) {
    if (isTrue(value)) runNodes(run, node.body, node.kind === 'with' ? value : dot);
    else runNodes(run, node.otherwise, dot);
  }
  run.variables.length = known;
}

function runRange(run: Run, node: Branch, dot: Result): void {
  const known = run.variables.length;
  const { pipe } = node;
  const value = evaluatePipe(run, { ...pipe, variables: [] }, dot);
  if (run.error !== undefined) return;
  const pairs = pairsOf(value);
  if (!pairs) {
    const last = pipe.commands.at(-1) ?? pipe;
    failAt(run, last, `range can't iterate over ${printed(value)}`);
    return;
  }
  let empty = true;
  for (const [key, item] of pairs) {
    empty = false;
    bindRange(run, pipe, key, item);
    runNodes(run, node.body, item);
    run.variables.length = known;
    const jump = run.jump;
    run.jump = undefined;
    if (jump === 'break' || run.error !== undefined || !spendStep(run)) break;
  }
  if (empty) runNodes(run, node.otherwise, dot);
}

/** One variable takes the item, two take the key and the item. */
function bindRange(run: Run, pipe: Pipe, key: GoValue, item: Result): void {
  const values = pipe.variables.length === 2 ? [key, item] : [item];
  for (const [index, name] of pipe.variables.entries()) bind(run, pipe, name, values[index]);
}

function bind(run: Run, pipe: Pipe, name: string, value: Result): void {
  if (!pipe.assigns) {
    run.variables.push({ name, value });
    return;
  }
  const known = run.variables.findLast((variable) => variable.name === name);
  if (known) known.value = value;
  else failAt(run, pipe.commands.at(-1) ?? pipe, `undefined variable: ${name}`);
}

function pairsOf(value: Result): Iterable<readonly [GoValue, Result]> | undefined {
  if (value === undefined || value === null) return [];
  const target = dereference(value);
  if (typeof target === 'number') return countTo(target);
  return sliceItems(target)?.entries() ?? sortedEntries(target);
}

function* countTo(count: number): Iterable<readonly [GoValue, Result]> {
  for (let number = 0; number < count; number += 1) yield [number, number];
}

/** The value of a pipeline, which also sets its variables. */
function evaluatePipe(run: Run, pipe: Pipe, dot: Result): Result {
  let value: Result;
  for (const [index, command] of pipe.commands.entries()) {
    if (run.error !== undefined || !spendStep(run)) return undefined;
    value = evaluateCommand(run, command, dot, index === 0 ? [] : [value]);
  }
  for (const name of pipe.variables) bind(run, pipe, name, value);
  return value;
}

/** `piped` is the value that the stage before hands over, if there is one. */
function evaluateCommand(run: Run, command: Command, dot: Result, piped: readonly Result[]): Result {
  const [first, ...args] = command.operands;
  if (first.kind === 'function') return callFunction(run, command, first.name, dot, piped);
  if (first.kind === 'field' || (first.kind === 'variable' && first.names.length > 0)) {
    return evaluateChain(run, first, dot, args, piped);
  }
  if (args.length > 0 || piped.length > 0) {
    return failAt(run, first, `can't give argument to non-function ${first.text}`);
  }
  if (first.kind === 'nil') return failAt(run, first, 'nil is not a command');
  return evaluateOperand(run, first, dot);
}

/** The value of an operand without arguments. */
export function evaluateOperand(run: Run, operand: Operand, dot: Result): Result {
  switch (operand.kind) {
    case 'dot':
      return dot;
    case 'nil':
      return null;
    case 'constant':
      return operand.value;
    case 'function':
      return callFunction(
        run,
        { operands: [operand], position: operand.position, text: operand.text },
        operand.name,
        dot,
        [],
      );
    case 'field':
    case 'variable':
    case 'pipe':
      return evaluateChain(run, operand, dot, [], []);
  }
}

type Chain = Extract<Operand, { readonly kind: 'field' | 'variable' | 'pipe' }>;

function evaluateChain(
  run: Run,
  chain: Chain,
  dot: Result,
  args: readonly Operand[],
  piped: readonly Result[],
): Result {
  let value = startOfChain(run, chain, dot);
  let within = 'value';
  for (const [index, name] of chain.names.entries()) {
    if (run.error !== undefined) return undefined;
    const last = index === chain.names.length - 1;
    const given = last ? [...args.map((arg) => evaluateOperand(run, arg, dot)), ...piped] : [];
    const receiver = value === undefined || value === null ? value : dereference(value);
    value = evaluateField(run, chain, name, receiver, given, within);
    within = receiver === undefined ? 'value' : typeName(receiver);
  }
  return value;
}

function startOfChain(run: Run, chain: Chain, dot: Result): Result {
  if (chain.kind === 'field') return dot;
  if (chain.kind === 'pipe') return evaluatePipe(run, chain.pipe, dot);
  return run.variables.findLast((variable) => variable.name === chain.name)?.value;
}

/**
 * `within` is the type that the receiver came from: out of an untyped map it is only an `interface {}` to
 * Go.
 */
function evaluateField(
  run: Run,
  chain: Chain,
  name: string,
  receiver: Result,
  args: readonly Result[],
  within: string,
): Result {
  if (receiver === undefined) return undefined;
  if (receiver === null) return failAt(run, chain, `nil pointer evaluating interface {}.${name}`);
  if (typeof receiver === 'object' && !isGoSlice(receiver)) {
    if (receiver.go === 'nil' && receiver.shape === 'map') return undefined;
    if (receiver.go === 'nil')
      return failAt(run, chain, `nil pointer evaluating ${typeName(receiver)}.${name}`);
    if (receiver.go === 'map' || receiver.go === 'struct') {
      const method = Object.hasOwn(receiver.methods, name) ? receiver.methods[name] : undefined;
      if (method) return method(args.map((arg) => goPrint(arg ?? null)));
      if (args.length > 0) return failAt(run, chain, `${name} is not a method but has arguments`);
    }
    if (receiver.go === 'map') {
      const found = receiver.entries.get(name);
      const missing = found === undefined && run.missingKeyIsError;
      return missing ? failAt(run, chain, `map has no entry for key "${name}"`) : found;
    }
    const field =
      receiver.go === 'struct' ? receiver.fields.find((candidate) => candidate.name === name) : undefined;
    if (field) return field.value;
  }
  const type = within.endsWith('interface {}') ? 'interface {}' : typeName(receiver);
  return failAt(run, chain, `can't evaluate field ${name} in type ${type}`);
}

export function spendStep(run: Run): boolean {
  run.steps += 1;
  if (run.steps > mostSteps) run.error ??= 'template: the template takes too many steps';
  return run.error === undefined;
}

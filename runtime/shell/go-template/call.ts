import { evaluateOperand, failAt, type Result, type Run, spendStep } from './execute.ts';
import { fits, goTypes, type ParameterType, shortCircuit, type TemplateFunction } from './functions.ts';
import { type GoValue, isTrue, typeName } from './go-value.ts';
import type { Command, Operand } from './syntax.ts';

/** Calls a function with its operands and, last, what the pipeline hands over. */
export function callFunction(
  run: Run,
  command: Command,
  name: string,
  dot: Result,
  piped: readonly Result[],
): Result {
  const [head, ...operands] = command.operands;
  const called = run.functions.get(name);
  if (!called || !spendStep(run)) return undefined;
  const problem = countProblem(called, operands.length + piped.length);
  if (problem) return failAt(run, head, `wrong number of args for ${name}: ${problem}`);
  const decisive = shortCircuit.get(name);
  if (decisive !== undefined) return decide(run, decisive, operands, dot, piped);
  const args = operands.map((operand, index) => argument(run, operand, parameterAt(called, index), dot));
  for (const value of piped) args.push(checked(run, command, value, parameterAt(called, args.length)));
  if (run.error !== undefined) return undefined;
  const answer = called.call(args);
  return answer.kind === 'ok' ? answer.value : failAt(run, command, `error calling ${name}: ${answer.error}`);
}

function countProblem(called: TemplateFunction, given: number): string | undefined {
  const wanted = called.parameters.length;
  if (called.variadic) return given < wanted ? `want at least ${wanted} got ${given}` : undefined;
  return given === wanted ? undefined : `want ${wanted} got ${given}`;
}

function parameterAt(called: TemplateFunction, index: number): ParameterType {
  return called.parameters[index] ?? called.variadic ?? 'any';
}

/** `and` and `or`: the first value that is as decisive, else the last; what follows it is not evaluated. */
function decide(
  run: Run,
  decisive: boolean,
  operands: readonly Operand[],
  dot: Result,
  piped: readonly Result[],
): Result {
  let value: Result;
  for (const operand of operands) {
    value = evaluateOperand(run, operand, dot);
    if (run.error !== undefined || isTrue(value) === decisive) return value;
  }
  return piped.length > 0 ? piped[0] : value;
}

function argument(run: Run, operand: Operand, type: ParameterType, dot: Result): GoValue {
  if (operand.kind === 'constant' && type !== 'any' && !fits(operand.value, type)) {
    const message =
      type === 'strings'
        ? `can't handle ${operand.text} for arg of type []string`
        : `expected ${type === 'int' ? 'integer' : type}; found ${operand.text}`;
    failAt(run, operand, message);
    return null;
  }
  if (operand.kind === 'nil' && type !== 'any') {
    failAt(run, operand, `cannot assign nil to ${goTypes[type]}`);
    return null;
  }
  return checked(run, operand, evaluateOperand(run, operand, dot), type);
}

function checked(
  run: Run,
  node: { readonly position: number; readonly text: string },
  value: Result,
  type: ParameterType,
): GoValue {
  if (type === 'any') return value ?? null;
  if (value === undefined || value === null) failAt(run, node, `invalid value; expected ${goTypes[type]}`);
  else if (!fits(value, type)) {
    failAt(run, node, `wrong type for value; expected ${goTypes[type]}; got ${typeName(value)}`);
  }
  return value ?? null;
}

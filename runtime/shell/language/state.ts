import type { Budget, ShellEnv, Variables } from './environment.ts';

/** One piece of output, in the order in which it was written. */
export interface Chunk {
  readonly fd: 1 | 2;
  readonly text: string;
}

export interface Outcome {
  readonly chunks: readonly Chunk[];
  readonly rc: number;
}

/** Standard input, read from `offset` on. */
export interface Input {
  readonly text: string;
  offset: number;
}

type Jump = { readonly kind: 'exit' } | { readonly kind: 'break' | 'continue'; readonly levels: number };

/** What changes while a script runs; the only mutable state of the shell. */
export interface ShellState {
  readonly env: ShellEnv;
  readonly source: string;
  readonly budget: Budget;
  vars: Map<string, string>;
  exported: Set<string>;
  args: readonly string[];
  lastRc: number;
  /** Set by exit, break and continue until the construct that they name is left. */
  jump: Jump | undefined;
  loops: number;
}

export function newState(env: ShellEnv, source: string, budget: Budget): ShellState {
  return {
    env,
    source,
    budget,
    vars: new Map(Object.entries(env.vars)),
    exported: new Set(Object.keys(env.vars)),
    args: env.args ?? [env.dialect === 'bash' ? 'bash' : 'sh'],
    lastRc: 0,
    jump: undefined,
    loops: 0,
  };
}

/** A copy for a subshell: its variables and jumps end with it, its costs do not. */
export function subshell(state: ShellState): ShellState {
  return {
    ...state,
    vars: new Map(state.vars),
    exported: new Set(state.exported),
    jump: undefined,
    loops: 0,
  };
}

/** What commands see of the variables. */
export function exportedVariables(state: ShellState): Variables {
  return Object.fromEntries([...state.vars].filter(([name]) => state.exported.has(name)));
}

export function outcome(rc: number, stdout = '', stderr = ''): Outcome {
  const chunks: Chunk[] = [];
  if (stdout !== '') chunks.push({ fd: 1, text: stdout });
  if (stderr !== '') chunks.push({ fd: 2, text: stderr });
  return { chunks, rc };
}

export function textOf(chunks: readonly Chunk[], fd: 1 | 2): string {
  return chunks.map((chunk) => (chunk.fd === fd ? chunk.text : '')).join('');
}

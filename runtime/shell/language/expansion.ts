import { expandBraces } from './brace-expansion.ts';
import type { ShellState } from './state.ts';
import type { Script, Word, WordPart } from './syntax.ts';

/** Runs the commands of a `$(...)` and gives their standard output: the evaluator's, handed in. */
export type Substitute = (body: Script) => string;

/**
 * A field under construction. `pattern` is its text with what was quoted escaped, for matching file names.
 */
interface Field {
  text: string;
  pattern: string;
}

/** The arguments that words stand for: expanded, split and matched against file names. */
export function expandWords(
  words: readonly Word[],
  state: ShellState,
  substitute: Substitute,
): readonly string[] {
  return words.flatMap((word) => {
    const alternatives = state.env.dialect === 'bash' ? expandBraces(word) : [word];
    return alternatives.flatMap((alternative) => expandWord(alternative, state, substitute));
  });
}

/** The text that a word stands for where nothing is split: in assignments and redirections. */
export function expandText(word: Word, state: ShellState, substitute: Substitute): string {
  return word.parts.map((part) => partText(part, state, substitute)).join('');
}

function expandWord(word: Word, state: ShellState, substitute: Substitute): readonly string[] {
  const fields: Field[] = [];
  let open: Field | undefined;
  const extend = (text: string, quoted: boolean): void => {
    if (!open) {
      open = { text: '', pattern: '' };
      fields.push(open);
    }
    open.text += text;
    open.pattern += quoted ? text.replace(/[*?[\]\\]/g, '\\$&') : text;
  };
  for (const part of word.parts) {
    if (part.kind === 'variable' && part.name === '@' && part.quoted) {
      for (const [index, argument] of state.args.slice(1).entries()) {
        if (index > 0) open = undefined;
        extend(argument, true);
      }
      continue;
    }
    const text = partText(part, state, substitute);
    if (part.quoted || part.kind === 'literal') {
      extend(text, part.quoted);
      continue;
    }
    for (const piece of text.match(/[ \t\n]+|[^ \t\n]+/g) ?? []) {
      if (/^[ \t\n]/.test(piece)) open = undefined;
      else extend(piece, false);
    }
  }
  return fields.flatMap((field) => matchFiles(field, state));
}

function matchFiles(field: Field, state: ShellState): readonly string[] {
  const bare = field.pattern.replace(/\\./g, '');
  if (!/[*?]|\[.*\]/.test(bare)) return [field.text];
  const paths = state.env.glob?.(field.pattern) ?? [];
  return paths.length > 0 ? paths : [field.text];
}

function partText(part: WordPart, state: ShellState, substitute: Substitute): string {
  switch (part.kind) {
    case 'literal':
      return part.text;
    case 'substitution':
      return spend(state, substitute(part.body).replace(/\n+$/, ''));
    case 'variable': {
      const value = variableValue(part.name, state);
      const { fallback } = part;
      if (!fallback) return spend(state, value ?? '');
      const missing = value === undefined || (fallback.forEmpty && value === '');
      return spend(state, missing ? fallback.text : value);
    }
  }
}

function variableValue(name: string, state: ShellState): string | undefined {
  if (name === '?') return String(state.lastRc);
  if (name === '#') return String(state.args.length - 1);
  if (name === '@' || name === '*') return state.args.slice(1).join(' ');
  // The simulated shell has no process table of its own; a container's first process is 1.
  if (name === '$') return '1';
  if (/^[0-9]+$/.test(name)) return state.args[Number(name)];
  return state.vars.get(name);
}

/** Expansions count as output, or a few doublings of a variable would fill the memory. */
function spend(state: ShellState, text: string): string {
  state.budget.characters -= text.length;
  return state.budget.characters < 0 ? '' : text;
}

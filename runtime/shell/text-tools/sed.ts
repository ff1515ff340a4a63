import { type CommandResult, fail } from '../language/command-result.ts';
import { allText, filtered, readInputs, splitLines } from './input.ts';
import { type OptionSpec, type Options, parseOptions } from './options.ts';
import type { PosixRegex } from './regex/posix-regex.ts';
import { type Address, parseSed, type Replacement, type SedAction, type SedCommand } from './sed-script.ts';
import type { TextTool } from './tool.ts';

const spec: OptionSpec = {
  tool: 'sed',
  flags: 'nErsi',
  values: 'e',
  refused: 'fluz',
  usage: 'Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...',
  long: { quiet: 'n', silent: 'n', 'regexp-extended': 'E', expression: 'e', 'in-place': 'i' },
};

/** Edits lines: substitution, printing, deleting and quitting, by line number or expression. */
export const sed: TextTool = (args, stdin, context) => {
  const parsed = parseOptions(spec, args);
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  const scripts = options.all('e');
  const [first, ...rest] = options.operands;
  if (scripts.length === 0 && first === undefined) return fail(1, `${spec.usage}\n`);
  const script = scripts.length > 0 ? scripts.join('\n') : (first ?? '');
  const files = scripts.length > 0 ? options.operands : rest;
  const read = parseSed(script, options.has('E') || options.has('r'));
  if (read.kind === 'error') return fail(1, `sed: ${read.error}\n`);
  const { inputs, errors } = readInputs(files, stdin, context, (path) => `sed: can't read ${path}`);
  if (!options.has('i')) return filtered(edit(allText(inputs), read.commands, options), errors, 2);
  const problems = inputs.flatMap(({ name, text }) => {
    const reason = context.writeFile(name, edit(text, read.commands, options), false);
    return reason === undefined ? [] : [`sed: couldn't open file ${name}: ${reason}\n`];
  });
  const result: CommandResult = filtered('', errors + problems.join(''), problems.length > 0 ? 4 : 2);
  return result;
};

function edit(text: string, commands: readonly SedCommand[], options: Options): string {
  const lines = splitLines(text);
  const open = new Map<SedCommand, boolean>();
  const output: string[] = [];
  for (const [index, original] of lines.entries()) {
    let line = original;
    let kept = true;
    let quits = false;
    for (const command of commands) {
      const place = { line, number: index + 1, last: index === lines.length - 1 };
      if (selects(command, place, open) === command.negated) continue;
      const { action } = command;
      if (action.kind === 'delete') kept = false;
      if (action.kind === 'quit') quits = true;
      if (action.kind === 'print') output.push(line);
      if (action.kind === 'number') output.push(String(index + 1));
      if (action.kind === 'substitute') line = applySubstitute(line, action, output);
      if (!kept || quits) break;
    }
    if (kept && !options.has('n')) output.push(line);
    if (quits) break;
  }
  // A last line without an end stays without one.
  const complete = text.endsWith('\n') || output.length === 0;
  return output.join('\n') + (complete && output.length > 0 ? '\n' : '');
}

interface Place {
  readonly line: string;
  readonly number: number;
  readonly last: boolean;
}

/** Whether a command's addresses take in this line; `open` tells which ranges have begun. */
function selects(command: SedCommand, place: Place, open: Map<SedCommand, boolean>): boolean {
  const { from, to } = command;
  if (!from) return true;
  if (!to) return matches(from, place);
  if (open.get(command)) {
    const ends = to.kind === 'line' ? place.number >= to.number : matches(to, place);
    open.set(command, !ends);
    return to.kind !== 'line' || place.number <= to.number;
  }
  if (!matches(from, place)) return false;
  open.set(
    command,
    !(to.kind === 'line' && to.number <= place.number) && !(to.kind === 'last' && place.last),
  );
  return true;
}

function matches(address: Address, place: Place): boolean {
  switch (address.kind) {
    case 'line':
      return place.number === address.number;
    case 'last':
      return place.last;
    case 'regex':
      return address.regex.find([...place.line], 0) !== undefined;
  }
}

type Substitute = Extract<SedAction, { readonly kind: 'substitute' }>;

function applySubstitute(line: string, action: Substitute, output: string[]): string {
  const changed = substitute(line, action.regex, action);
  if (changed === undefined) return line;
  if (action.print) output.push(changed);
  return changed;
}

/** The line with its matches replaced; undefined when nothing matched. */
function substitute(
  line: string,
  regex: PosixRegex,
  { replacement, global, nth }: Substitute,
): string | undefined {
  const characters = [...line];
  const pieces: string[] = [];
  let end = 0;
  let lastEnd = -1;
  let count = 0;
  for (let from = 0; from <= characters.length; ) {
    const match = regex.find(characters, from);
    if (!match) break;
    // An empty match directly behind another match does not count.
    const empty = match.end === match.start;
    if (!(empty && match.start === lastEnd)) count += 1;
    if (count >= nth && !(empty && match.start === lastEnd)) {
      pieces.push(
        characters.slice(end, match.start).join(''),
        fill(replacement, characters, match.groups, match),
      );
      end = match.end;
      if (!global) break;
    }
    lastEnd = match.end;
    from = empty ? match.end + 1 : match.end;
  }
  return pieces.length === 0 ? undefined : pieces.join('') + characters.slice(end).join('');
}

function fill(
  replacement: readonly Replacement[],
  characters: readonly string[],
  groups: readonly (readonly [number, number] | undefined)[],
  whole: { readonly start: number; readonly end: number },
): string {
  const pieces = replacement.map((piece) => {
    if (typeof piece === 'string') return piece;
    const [start, end] = piece.group === 0 ? [whole.start, whole.end] : (groups[piece.group] ?? [0, 0]);
    return characters.slice(start, end).join('');
  });
  return pieces.join('');
}

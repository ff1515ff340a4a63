import { type CommandResult, fail } from '../language/command-result.ts';
import { splitLines } from './input.ts';
import { type OptionSpec, parseOptions } from './options.ts';
import type { TextTool, ToolContext } from './tool.ts';

const spec: OptionSpec = {
  tool: 'xargs',
  flags: 'r',
  values: 'nIL',
  refused: '0adEePstpxoL',
  long: { 'no-run-if-empty': 'r', 'max-args': 'n', replace: 'I', null: '0' },
};

const mostRuns = 10_000;

/** Runs a command with the words of standard input as its last arguments. */
export const xargs: TextTool = (args, stdin, context) => {
  const start = commandStart(args);
  const parsed = parseOptions(spec, args.slice(0, start));
  if (parsed.kind === 'error') return parsed.result;
  const { options } = parsed;
  const command = args.slice(start);
  const argv = command.length > 0 ? command : ['echo'];
  const size = options.value('n');
  if (size !== undefined && !/^[1-9]\d*$/.test(size)) {
    return fail(1, `xargs: value ${size} for -n option should be >= 1\n`);
  }
  const marker = options.value('I');
  const runs =
    marker === undefined
      ? appended(argv, wordsOf(stdin), Number(size ?? mostRuns), options.has('r'))
      : replaced(argv, stdin, marker);
  if (runs.length > mostRuns) return fail(1, `xargs: not simulated: more than ${mostRuns} runs\n`);
  return runAll(runs, context);
};

/** Where the command begins: xargs' own options end at the first word that is none. */
function commandStart(args: readonly string[]): number {
  let at = 0;
  while (at < args.length) {
    const word = args[at] ?? '';
    if (!word.startsWith('-') || word === '-') return at;
    if (word === '--') return at + 1;
    const takesNext = /^-[nI]$/.test(word) || word === '--max-args';
    at += takesNext ? 2 : 1;
  }
  return at;
}

/** Words between blanks; quotes and backslashes protect blanks. */
function wordsOf(text: string): readonly string[] {
  const words = text.match(/(?:"[^"\n]*"|'[^'\n]*'|\\[\s\S]|[^\s"'\\])+/g) ?? [];
  return words.map((word) =>
    word.replace(
      /"([^"]*)"|'([^']*)'|\\([\s\S])/g,
      (_, double?: string, single?: string, escaped?: string) => double ?? single ?? escaped ?? '',
    ),
  );
}

function appended(
  argv: readonly string[],
  words: readonly string[],
  size: number,
  skipEmpty: boolean,
): readonly (readonly string[])[] {
  if (words.length === 0) return skipEmpty ? [] : [argv];
  const runs: (readonly string[])[] = [];
  for (let at = 0; at < words.length; at += size) runs.push([...argv, ...words.slice(at, at + size)]);
  return runs;
}

function replaced(argv: readonly string[], stdin: string, marker: string): readonly (readonly string[])[] {
  const lines = splitLines(stdin)
    .map((line) => line.replace(/^[ \t]+/, ''))
    .filter((line) => line !== '');
  return lines.map((line) =>
    argv.map((word) => (marker === '' ? word : word.replaceAll(marker, () => line))),
  );
}

/** A run that fails gives rc 123 in the end; a missing command ends everything with 127. */
function runAll(runs: readonly (readonly string[])[], context: ToolContext): CommandResult {
  let stdout = '';
  let stderr = '';
  let rc = 0;
  for (const argv of runs) {
    const result = context.exec(argv, '');
    if (!result)
      return { stdout, stderr: `${stderr}xargs: ${argv[0]}: No such file or directory\n`, rc: 127 };
    stdout += result.stdout;
    stderr += result.stderr;
    if (result.rc === 255)
      return { stdout, stderr: `${stderr}xargs: ${argv[0]}: exited with status 255; aborting\n`, rc: 124 };
    if (result.rc !== 0) rc = 123;
  }
  return { stdout, stderr, rc };
}

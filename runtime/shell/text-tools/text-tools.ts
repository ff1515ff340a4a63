import { fail, succeed } from '../language/command-result.ts';
import { awk } from './awk.ts';
import { basename, dirname } from './basename.ts';
import { cat } from './cat.ts';
import { column } from './column.ts';
import { cut } from './cut.ts';
import { echo } from './echo.ts';
import { grep } from './grep.ts';
import { head, tail } from './head.ts';
import { printf } from './printf.ts';
import { rev, tac } from './rev.ts';
import { sed } from './sed.ts';
import { seq } from './seq.ts';
import { sleep } from './sleep.ts';
import { sort } from './sort.ts';
import { tee } from './tee.ts';
import { bracket, test } from './test.ts';
import type { TextTool } from './tool.ts';
import { tr } from './tr.ts';
import { uniq } from './uniq.ts';
import { wc } from './wc.ts';
import { xargs } from './xargs.ts';

/** The tools that know nothing of networks, by the name that a person types. */
export const textTools: ReadonlyMap<string, TextTool> = new Map<string, TextTool>([
  ['[', bracket],
  ['awk', awk],
  ['basename', basename],
  ['cat', cat],
  ['column', column],
  ['cut', cut],
  ['dirname', dirname],
  ['echo', echo],
  ['egrep', (args, stdin, context) => grep(['-E', ...args], stdin, context)],
  ['false', () => fail(1, '')],
  ['fgrep', (args, stdin, context) => grep(['-F', ...args], stdin, context)],
  ['grep', grep],
  ['head', head],
  ['printf', printf],
  ['rev', rev],
  ['sed', sed],
  ['seq', seq],
  ['sleep', sleep],
  ['sort', sort],
  ['tac', tac],
  ['tail', tail],
  ['tee', tee],
  ['test', test],
  ['tr', tr],
  ['true', () => succeed('')],
  ['uniq', uniq],
  ['wc', wc],
  ['xargs', xargs],
]);

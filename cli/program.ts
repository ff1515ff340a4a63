import { Command } from '@commander-js/extra-typings';
import { addCheck } from './verbs/check.ts';
import { addClean } from './verbs/clean.ts';
import { addCompare } from './verbs/compare.ts';
import { addCompletion } from './verbs/completion.ts';
import { addDiff } from './verbs/diff.ts';
import { addExplain } from './verbs/explain.ts';
import { addExposure } from './verbs/exposure.ts';
import { addFmt } from './verbs/fmt.ts';
import { addFuzz } from './verbs/fuzz.ts';
import { addGraph } from './verbs/graph.ts';
import { addInit } from './verbs/init.ts';
import { addMatrix } from './verbs/matrix.ts';
import { addMutate } from './verbs/mutate.ts';
import { addProve } from './verbs/prove.ts';
import { addShell } from './verbs/shell.ts';
import { addTest } from './verbs/test.ts';
import { addTrace } from './verbs/trace.ts';
import { addWalkthrough } from './verbs/walkthrough.ts';
import { packageVersion } from './version.ts';

/** Every verb, in the order in which `dnet --help` lists them. */
const VERBS: readonly ((program: Command) => void)[] = [
  addTest,
  addFuzz,
  addMutate,
  addCheck,
  addFmt,
  addTrace,
  addProve,
  addMatrix,
  addGraph,
  addExposure,
  addInit,
  addDiff,
  addWalkthrough,
  addShell,
  addCompare,
  addClean,
  addExplain,
  addCompletion,
];

/** The command line of dnet. Errors are thrown, and `main` turns them into exit codes. */
export function buildProgram(): Command {
  const program = new Command('dnet')
    .description(
      'Executable networking specs for Docker: simulates, packet by packet, and judges what can reach what.',
    )
    .version(packageVersion(), '-V, --version')
    .showHelpAfterError('(`dnet --help` tells more)')
    .addHelpText(
      'after',
      `
Examples:
  dnet test                          judge every scenario below this folder
  dnet test shop.dnet --bail         stop at the first claim that does not hold
  dnet trace shop.dnet proxy api:80  show the way of a packet, hop by hop
  dnet explain E2104                 what a code means

Exit codes: 0 all held; 1 a claim does not hold; 2 the input is wrong; 3 dnet itself failed.`,
    );
  for (const add of VERBS) add(program);
  for (const command of [program, ...program.commands]) command.exitOverride();
  return program;
}

import type { Action } from '../../../compiler/ir/action.ts';
import { type ComposeRun, upOptions } from '../../compose/compose-run.ts';
import { COMPOSE_PROGRAMS } from '../../compose/programs.ts';
import type { CommandResult } from '../../shell/language/command-result.ts';
import { type ActionResult, refused } from '../action-result.ts';
import type { Session } from '../session.ts';

type ComposeAction = Extract<Action, { kind: 'compose' }>;

/** What each verb of a `compose` statement has the project's program do. */
export function playCompose({ world }: Session, action: ComposeAction): ActionResult {
  const { host, plan } = action;
  if (!world.engines.has(host)) return refused(`there is no Docker engine on ${host}`);
  const output = play({ world, host, plan }, action);
  const words = output.stderr.trimEnd().split('\n');
  if (output.rc !== 0) return { kind: 'refused', message: words.at(-1) ?? '', output };
  return { kind: 'done', warnings: [], output };
}

function play(run: ComposeRun, { verb, arguments: words }: ComposeAction): CommandResult {
  const program = COMPOSE_PROGRAMS[run.plan.frontEnd];
  switch (verb) {
    case 'up':
      return program.up(run, upOptions(words));
    case 'down':
      return program.down(run, false);
    case 'stop':
      return program.stop(run, words);
    case 'start':
      return program.start(run, words);
    case 'recreate':
      return program.up(run, { ...upOptions(words), recreate: 'always', dependencies: false });
    case 'scale': {
      const scale = new Map(words.map((word) => scaleOf(word)));
      return program.up(run, { ...upOptions([...scale.keys()]), scale, dependencies: false });
    }
    default:
      return verb satisfies never;
  }
}

/** `api=3` */
function scaleOf(word: string): readonly [string, number] {
  const [service = '', count] = word.split('=', 2);
  return [service, Number(count)];
}

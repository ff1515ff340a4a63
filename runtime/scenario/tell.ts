import type { Action } from '../../compiler/ir/action.ts';
import type { Claim } from '../../compiler/ir/claim.ts';
import type { Exercise, Item, Place, Step } from '../../compiler/ir/ir.ts';
import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { CommandResult } from '../shell/language/command-result.ts';
import type { ActionResult } from './action-result.ts';
import { skipped, type Verdict } from './judge/verdict.ts';
import type { ItemResult } from './result.ts';
import type { Tried } from './try-exercise.ts';

/** What a story needs to have done: an engine, simulated or real, does it and hands back what came of it. */
export type Task =
  | { readonly kind: 'act'; readonly action: Action; readonly origin: Span }
  /** `proved`: for every packet, as an invariant wants it, and not only for those that a probe would send. */
  | { readonly kind: 'judge'; readonly claim: Claim; readonly proved: boolean }
  | { readonly kind: 'try'; readonly exercise: Exercise }
  | { readonly kind: 'type'; readonly place: Place; readonly command: string }
  /** Nothing to do: a moment at which somebody may look around. */
  | { readonly kind: 'pause'; readonly after: string };

/** A story that stops at each task until somebody says what came of it. */
export type Story<Result> = Generator<Task, Result, TaskResult>;
export type TaskResult = ActionResult | Verdict | CommandResult | Tried | undefined;

export interface TellOptions {
  /** Stops after the first claim that does not hold. */
  readonly bail?: boolean;
  /** Pauses before each step and at the end. */
  readonly pauses?: boolean;
  /** Called after each item of the story, steps as a whole, before the next one begins. */
  readonly told?: (item: Item, results: readonly ItemResult[]) => void;
}

type Invariant = Extract<Item, { kind: 'invariant' }>;

/** A story in the middle of being told. */
interface Telling {
  readonly options: TellOptions;
  readonly invariants: Invariant[];
  stopped: boolean;
  /** Why nothing that follows is judged: a real engine could not be made to do what the story needs. */
  skipped?: string;
}

function* act(action: Action, origin: Span): Story<ActionResult> {
  return (yield { kind: 'act', action, origin }) as ActionResult;
}

function* judge(claim: Claim, proved = false): Story<Verdict> {
  return (yield { kind: 'judge', claim, proved }) as Verdict;
}

/** A verdict that says why, where an exercise cannot be tried. */
function* attempt(exercise: Exercise): Story<Tried | Extract<Verdict, { kind: 'skipped' }>> {
  return (yield { kind: 'try', exercise }) as Tried | Extract<Verdict, { kind: 'skipped' }>;
}

function* type(place: Place, command: string): Story<CommandResult> {
  return (yield { kind: 'type', place, command }) as CommandResult;
}

/** Tells a story in the order of its source: what happens, what must hold, what is shown. */
export function* tellStory(story: readonly Item[], options: TellOptions): Story<readonly ItemResult[]> {
  const telling: Telling = { options, invariants: [], stopped: false };
  const results: ItemResult[] = [];
  let after = 'what is declared';
  for (const item of story) {
    if (item.kind === 'step') {
      if (options.pauses) yield { kind: 'pause', after };
      after = item.name;
    }
    const came = yield* tell(telling, item);
    options.told?.(item, came);
    results.push(...came);
  }
  if (options.pauses) yield { kind: 'pause', after };
  return results;
}

function* tell(telling: Telling, item: Item): Story<readonly ItemResult[]> {
  if (telling.stopped) return [];
  if (telling.skipped !== undefined) return skipItem(item, telling.skipped);
  switch (item.kind) {
    case 'do':
      return [yield* tellAction(telling, item, undefined)];
    case 'claim': {
      const { claim, origin } = item;
      const verdict = yield* judge(claim);
      if (verdict.kind !== 'held' && verdict.kind !== 'skipped' && telling.options.bail)
        telling.stopped = true;
      return [{ kind: 'claim', claim, verdict, origin, ...prose(item) }];
    }
    case 'show': {
      const { place, command, origin } = item;
      const output = yield* type(place, command);
      return [{ kind: 'show', place, command, output, origin, ...prose(item) }];
    }
    case 'exercise':
      return [yield* tellExercise(item)];
    case 'note':
      return [{ kind: 'note', prose: item.prose, origin: item.origin }];
    case 'step':
      return yield* tellStep(telling, item);
    case 'invariant':
      telling.invariants.push(item);
      return yield* judgeInvariant(telling, item, 'its declaration');
    default:
      return item satisfies never;
  }
}

const prose = (item: { readonly prose?: string }) => (item.prose === undefined ? {} : { prose: item.prose });

/** What a story would have judged and done, had it gone on. */
function skipItem(item: Item, why: string): readonly ItemResult[] {
  switch (item.kind) {
    case 'claim': {
      const { claim, origin } = item;
      return [{ kind: 'claim', claim, verdict: skipped(why), origin, ...prose(item) }];
    }
    case 'step': {
      const { name, items, origin } = item;
      const inside = items.flatMap((inner) => skipItem(inner, why));
      return [{ kind: 'step', name, items: inside, origin, ...prose(item) }];
    }
    case 'note':
      return [{ kind: 'note', prose: item.prose, origin: item.origin }];
    case 'do':
    case 'show':
    case 'invariant':
    case 'exercise':
      return [];
    default:
      return item satisfies never;
  }
}

function* tellAction(
  telling: Telling,
  { action, origin, prose: words }: Extract<Item, { kind: 'do' }>,
  failsWith: string | undefined,
): Story<Extract<ItemResult, { kind: 'do' }>> {
  const result = yield* act(action, origin);
  const base = { kind: 'do', action, origin, ...(words !== undefined && { prose: words }) } as const;
  const output = 'output' in result && result.output ? { output: result.output } : {};
  switch (result.kind) {
    case 'done':
      return { ...base, ...output, outcome: 'done', warnings: result.warnings };
    case 'refused': {
      const expected = failsWith !== undefined && result.message.includes(failsWith);
      const diagnostic = expected ? undefined : refusal(result, failsWith, origin);
      const outcome = expected ? 'refused-as-expected' : 'refused';
      return {
        ...base,
        ...output,
        outcome,
        message: result.message,
        warnings: [],
        ...(diagnostic && { diagnostic }),
      };
    }
    case 'skipped':
      telling.skipped = `what it needs was not done: ${result.why}`;
      return { ...base, outcome: 'skipped', message: result.why, warnings: [] };
    default:
      return result satisfies never;
  }
}

function refusal(
  { message: text }: Extract<ActionResult, { kind: 'refused' }>,
  expected: string | undefined,
  origin: Item['origin'],
): Diagnostic {
  // What comes after the first paragraph is advice on the command's use.
  const [message = ''] = text.split('\n\n');
  return expected === undefined
    ? diagnose('E2120', { message }, origin)
    : diagnose('E2122', { expected, message }, origin);
}

/**
 * A step's items in order; `fails with` wants one of its actions to be refused. Invariants are judged after
 * it.
 */
function* tellStep(telling: Telling, step: Step): Story<readonly ItemResult[]> {
  const items: ItemResult[] = [];
  for (const item of step.items)
    items.push(
      ...(item.kind === 'do' && !telling.stopped && telling.skipped === undefined
        ? [yield* tellAction(telling, item, step.failsWith)]
        : yield* tell(telling, item)),
    );
  const refusedOnce = items.some(
    (item) => item.kind === 'do' && (item.outcome === 'refused' || item.outcome === 'refused-as-expected'),
  );
  const missing =
    step.failsWith !== undefined && !refusedOnce && !telling.stopped && telling.skipped === undefined;
  const result: ItemResult = {
    kind: 'step',
    name: step.name,
    items,
    origin: step.origin,
    ...prose(step),
    ...(missing && {
      diagnostic: diagnose('E2121', { step: step.name, expected: step.failsWith! }, step.origin),
    }),
  };
  const after: ItemResult[] = [];
  for (const invariant of telling.invariants)
    after.push(...(yield* judgeInvariant(telling, invariant, step.name)));
  return [result, ...after];
}

function* tellExercise(exercise: Exercise): Story<ItemResult> {
  const tried = yield* attempt(exercise);
  const { goals, origin, name } = exercise;
  const verdicts = tried.kind === 'tried' ? tried.after : goals.map(() => tried);
  const solvedAlready = tried.kind === 'tried' && tried.before.every(({ kind }) => kind === 'held');
  return {
    kind: 'exercise',
    exercise,
    solution: tried.kind === 'tried' ? tried.solution : [],
    goals: goals.map((claim, i) => ({ claim, verdict: verdicts[i]! })),
    origin,
    ...prose(exercise),
    ...(solvedAlready && { diagnostic: diagnose('E2125', { name }, origin) }),
  };
}

function* judgeInvariant(
  telling: Telling,
  invariant: Invariant,
  after: string,
): Story<readonly ItemResult[]> {
  if (telling.stopped || telling.skipped !== undefined) return [];
  const { name, claims } = invariant;
  const judged: ItemResult[] = [];
  for (const claim of claims)
    judged.push({
      kind: 'claim',
      claim,
      verdict: yield* judge(claim, true),
      origin: claim.origin,
      ...prose(invariant),
      invariant: { name, after },
    });
  return judged;
}

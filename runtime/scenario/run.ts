import type { Item, Scenario, Step } from '../../compiler/ir/ir.ts';
import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import type { ShellServices } from '../shell/command.ts';
import { act } from './act.ts';
import type { ActionResult } from './action-result.ts';
import { buildWorld, type WorldOptions } from './build-world.ts';
import { remember } from './history.ts';
import { judgeClaim } from './judge/judge.ts';
import type { ItemResult, ScenarioResult } from './result.ts';
import { runCommand } from './run-command.ts';
import { newSession, type Session } from './session.ts';

export interface RunOptions extends WorldOptions {
  /** `all` keeps the trace of every question; else only of those that went against their claim. */
  readonly traces?: 'failures' | 'all';
  /** Stops after the first claim that does not hold. */
  readonly bail?: boolean;
  /** For the commands that the story types. */
  readonly services?: ShellServices;
}

type Invariant = Extract<Item, { kind: 'invariant' }>;

/** A story in the middle of being told. */
interface Telling {
  readonly session: Session;
  readonly options: RunOptions;
  readonly invariants: Invariant[];
  stopped: boolean;
}

/** Builds the scenario's world, lets its story happen, and judges its claims where they stand. */
export const runScenario = (scenario: Scenario, options: RunOptions = {}): ScenarioResult =>
  playScenario(scenario, options).result;

/** The same, with the world as the story leaves it. */
export function playScenario(
  scenario: Scenario,
  options: RunOptions = {},
): { readonly session: Session; readonly result: ScenarioResult } {
  const { world, diagnostics } = buildWorld(scenario.surroundings, options);
  const session = newSession(scenario, world, options.traces, options.services);
  const telling: Telling = { session, options, invariants: [], stopped: diagnostics.length > 0 };
  remember(session);
  const result: ScenarioResult = {
    name: scenario.name,
    origin: scenario.origin,
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.engineVersion !== undefined && { engineVersion: options.engineVersion }),
    diagnostics,
    items: scenario.story.flatMap((item) => tell(telling, item)),
  };
  return { session, result };
}

function tell(telling: Telling, item: Item): readonly ItemResult[] {
  if (telling.stopped) return [];
  switch (item.kind) {
    case 'do':
      return [tellAction(telling, item, undefined)];
    case 'claim': {
      const { claim, origin } = item;
      const verdict = judgeClaim(telling.session, claim);
      if (verdict.kind !== 'held' && telling.options.bail) telling.stopped = true;
      return [{ kind: 'claim', claim, verdict, origin, ...prose(item) }];
    }
    case 'show': {
      const { place, command, origin } = item;
      const output = runCommand(telling.session, place, command);
      return [{ kind: 'show', place, command, output, origin, ...prose(item) }];
    }
    case 'note':
      return [{ kind: 'note', prose: item.prose, origin: item.origin }];
    case 'step':
      return tellStep(telling, item);
    case 'invariant':
      telling.invariants.push(item);
      return judgeInvariant(telling, item, 'at its place');
    default:
      return item satisfies never;
  }
}

const prose = (item: { readonly prose?: string }) => (item.prose === undefined ? {} : { prose: item.prose });

function tellAction(
  telling: Telling,
  { action, origin, prose: words }: Extract<Item, { kind: 'do' }>,
  failsWith: string | undefined,
): Extract<ItemResult, { kind: 'do' }> {
  const result = act(telling.session, action, origin);
  const base = { kind: 'do', action, origin, ...(words !== undefined && { prose: words }) } as const;
  const output = result.kind !== 'not-simulated' && result.output ? { output: result.output } : {};
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
    case 'not-simulated':
      telling.stopped = true;
      return {
        ...base,
        outcome: 'not-simulated',
        warnings: [],
        diagnostic: diagnose('E2123', { what: result.what }, origin),
      };
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
function tellStep(telling: Telling, step: Step): readonly ItemResult[] {
  const items = step.items.flatMap((item) =>
    item.kind === 'do' && !telling.stopped
      ? [tellAction(telling, item, step.failsWith)]
      : tell(telling, item),
  );
  const refusedOnce = items.some(
    (item) => item.kind === 'do' && (item.outcome === 'refused' || item.outcome === 'refused-as-expected'),
  );
  const missing = step.failsWith !== undefined && !refusedOnce && !telling.stopped;
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
  return [
    result,
    ...telling.invariants.flatMap((invariant) => judgeInvariant(telling, invariant, step.name)),
  ];
}

function judgeInvariant(telling: Telling, invariant: Invariant, after: string): readonly ItemResult[] {
  if (telling.stopped) return [];
  const { name, claims } = invariant;
  return claims.map((claim) => ({
    kind: 'claim',
    claim,
    verdict: judgeClaim(telling.session, claim),
    origin: claim.origin,
    ...prose(invariant),
    invariant: { name, after },
  }));
}

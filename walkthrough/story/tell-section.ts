import type { Item, Scenario, Step } from '../../compiler/ir/ir.ts';
import type { ItemResult, ScenarioResult } from '../../runtime/scenario/result.ts';
import { playScenario } from '../../runtime/scenario/run.ts';
import type { Session } from '../../runtime/scenario/session.ts';
import { tallyOf } from '../../runtime/scenario/tally.ts';
import type { ShellServices } from '../../runtime/shell/command.ts';
import { blocksOf, surroundingBlocks, type Teller } from './blocks.ts';
import { changesBetween } from './changes.ts';
import { compareModes } from './compare-modes.ts';
import { listening } from './listen.ts';
import { namesOf } from './names.ts';
import type { ModeComparison, Section, Stage } from './page.ts';
import type { Topology } from './topology.ts';
import { topologyOf } from './topology-of.ts';

interface Context {
  readonly texts: ReadonlyMap<string, string>;
  readonly services: ShellServices;
}

/** A stage while the story is still being played. */
interface Draft {
  readonly step?: Step;
  readonly results: ItemResult[];
  topology: Topology;
  until: number;
  comparison?: ModeComparison | undefined;
}

/** Plays a scenario and cuts its story into stages: each step begins one. */
export function tellSection(
  scenario: Scenario,
  { texts, services }: Context,
): { readonly section: Omit<Section, 'id'>; readonly result: ScenarioResult } {
  const drafts: Draft[] = [];
  const { doing, heard } = listening();
  let told = 0;
  const watch = (session: Session, item: Item, results: readonly ItemResult[]): void => {
    const topology = topologyOf(session.world, scenario.surroundings);
    if (item.kind === 'step' || drafts.length === 0)
      drafts.push({ ...(item.kind === 'step' && { step: item }), results: [], topology, until: 0 });
    const draft = drafts.at(-1)!;
    draft.results.push(...results);
    draft.topology = topology;
    told++;
    draft.until = told;
    if (draft.step === undefined) draft.comparison = compareModes(session, topology);
  };
  const { session, result } = playScenario(scenario, { traces: 'all', services, watch, doing });
  const exercises = new Map(
    scenario.story.flatMap((item, i) => (item.kind === 'exercise' ? [[item, i] as const] : [])),
  );
  const teller: Teller = { world: session.world, texts, shown: new Set(), exercises, heard };
  const stages = drafts.map((draft, number) => stageOf(teller, scenario, drafts[number - 1], draft, number));
  const section = {
    name: scenario.name,
    ...(scenario.prose !== undefined && { prose: scenario.prose }),
    shows: scenario.shows,
    stages,
    claims: tallyOf(result).held,
    names: namesOf(stages.map(({ topology }) => topology)),
  };
  return { section, result };
}

function stageOf(
  teller: Teller,
  scenario: Scenario,
  before: Draft | undefined,
  { step, results, topology, until, comparison }: Draft,
  number: number,
): Stage {
  // The step's own items come first, then what is said after it.
  const items = results.flatMap((result) => (result.kind === 'step' ? result.items : [result]));
  const beginning = number === 0 ? surroundingBlocks(scenario.surroundings) : [];
  return {
    id: '',
    number,
    title: step?.name ?? 'To begin with',
    until,
    ...(step?.prose !== undefined && { prose: step.prose }),
    ...(step?.failsWith !== undefined && { refusal: step.failsWith }),
    blocks: [
      ...beginning,
      ...blocksOf(teller, items),
      ...(comparison === undefined ? [] : [{ kind: 'comparison' as const, comparison }]),
    ],
    topology,
    changes: before === undefined ? [] : changesBetween(before.topology, topology),
  };
}

import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import type { Item, Scenario } from '../../compiler/ir/ir.ts';
import { buildWorld } from '../../runtime/scenario/build-world.ts';
import { playScenario } from '../../runtime/scenario/run.ts';
import type { Topology } from '../../walkthrough/story/topology.ts';
import { topologyOf } from '../../walkthrough/story/topology-of.ts';
import { typedAction } from '../../walkthrough/typed/typed.ts';
import { SERVICES, scenariosOf } from './harness.ts';

const files = globSync('scenarios/{modes/*,swarm/overlay,swarm/names}.dnet').sort();

describe.each(files)('%s', (file) => {
  test.each(scenariosOf(readFileSync(file, 'utf8'), file))(
    '$name: what a page has people type makes the same world',
    (scenario) => {
      const asTold = worldOf(scenario, scenario.story);
      const asTyped = worldOf(
        scenario,
        scenario.story.flatMap((item) => typed(scenario, item)),
      );
      expect(asTyped).toEqual(asTold);
    },
  );
});

/** What stands at the end, without ids. */
function worldOf(scenario: Scenario, story: readonly Item[]): unknown {
  const { session } = playScenario({ ...scenario, story }, { services: SERVICES });
  return named(topologyOf(session.world, scenario.surroundings));
}

function named({ machines, networks }: Topology): unknown {
  const names = new Map(networks.map(({ key, name }) => [key, name]));
  return machines.map(({ name, swarm, boxes }) => ({
    name,
    swarm,
    boxes: boxes
      .filter(({ kind }) => kind === 'container')
      .map((box) => ({
        name: box.name.replace(/^(.+\.\d+)\..+$/, '$1'),
        state: box.state,
        mode: box.mode,
        published: box.published,
        attachments: box.attachments.map((wire) => ({ ...wire, network: names.get(wire.network) })),
      })),
  }));
}

/** The same item as commands, where a page shows commands for it. */
function typed(scenario: Scenario, item: Item): readonly Item[] {
  if (item.kind === 'step')
    return [{ ...item, items: item.items.flatMap((inner) => typed(scenario, inner)) }];
  if (item.kind !== 'do' || !ADDS.has(item.action.kind)) return [item];
  const { world } = buildWorld(scenario.surroundings);
  return typedAction(item.action, world).flatMap((told): readonly Item[] =>
    told.kind === 'commands'
      ? told.lines.map((text) => ({ ...item, action: { kind: 'command', place: told.place, text } }))
      : [item],
  );
}

/** Daemons are restarted by systemctl, and swarms make tokens of their own: neither is typed into the simulated shell. */
const ADDS = new Set([
  'create-network',
  'remove-network',
  'run-container',
  'container-command',
  'connect',
  'disconnect',
  'create-service',
  'scale-service',
  'remove-service',
]);

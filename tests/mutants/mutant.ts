import type { Action } from '../../compiler/ir/action.ts';
import type { Container } from '../../runtime/engine/daemon/container.ts';
import type { Engine } from '../../runtime/engine/engine.ts';
import type { Netns } from '../../runtime/kernel/kernel.ts';
import { netnsOf } from '../../runtime/kernel/links.ts';
import type { Rule, TableName } from '../../runtime/kernel/netfilter/rule.ts';
import { changed } from '../../runtime/kernel/revision.ts';
import { act } from '../../runtime/scenario/act.ts';
import type { ActionResult } from '../../runtime/scenario/action-result.ts';
import type { Doing } from '../../runtime/scenario/run.ts';
import type { World } from '../../runtime/world.ts';

/** An engine with one fault, and the law that must notice it. */
export interface Mutant {
  /** What is wrong with it. */
  readonly fault: string;
  /** The name of a property in `scenarios/laws/`. */
  readonly law: string;
  readonly doing: Doing;
}

/** The engine does what it should, then something breaks what it made. */
export const broken =
  (damage: (world: World, action: Action, result: ActionResult) => void): Doing =>
  (session, action, origin) => {
    const result = act(session, action, origin);
    damage(session.world, action, result);
    return result;
  };

/** The engine takes one action for another, and tells of the one that was asked for. */
export const misunderstood =
  (other: (action: Action) => Action, pretend: (world: World, action: Action) => void): Doing =>
  (session, action, origin) => {
    const result = act(session, other(action), origin);
    if (result.kind === 'done') pretend(session.world, action);
    return result;
  };

export const enginesOf = (world: World): readonly Engine[] => [...world.engines.values()];

export const containersOf = (world: World): readonly Container[] =>
  enginesOf(world).flatMap(({ containers }) => [...containers.values()]);

export const containerNamed = (world: World, name: string): Container | undefined =>
  containersOf(world).find((container) => container.name === name);

/** Namespaces of containers, not those of machines. */
export const sandboxesOf = (world: World): readonly Netns[] =>
  enginesOf(world).flatMap(({ controller }) =>
    [...controller.sandboxes.values()]
      .filter(({ config }) => !config.useHost)
      .flatMap(({ netns }) => world.kernel.namespaces.get(netns) ?? []),
  );

interface Placed {
  readonly table: TableName;
  readonly chain: string;
  readonly rule: Rule;
  readonly why: string;
}

/** Changes the rules of every Docker host: a rule may stay, become another, or go. */
export function editRules(world: World, edit: (placed: Placed) => Rule | undefined): void {
  for (const { host } of enginesOf(world)) {
    const root = netnsOf(world.kernel, world.kernel.machines.get(host)!.root);
    for (const ruleset of [root.ipv4, root.ipv6]) {
      let touched = false;
      for (const table of ruleset.tables.values())
        for (const chain of table.chains.values()) {
          const after = chain.rules.flatMap(
            (rule) => edit({ table: table.name, chain: chain.name, rule, why: rule.origin?.why ?? '' }) ?? [],
          );
          if (after.length === chain.rules.length && after.every((rule, i) => rule === chain.rules[i]))
            continue;
          chain.rules.splice(0, chain.rules.length, ...after);
          touched = true;
        }
      if (!touched) continue;
      ruleset.revision++;
      changed(world.kernel);
    }
  }
}

/** Rules whose reason says this are never there. */
export const withoutRules = (isGone: (placed: Placed) => boolean): Doing =>
  broken((world) => editRules(world, (placed) => (isGone(placed) ? undefined : placed.rule)));

/** A rule stands before all others of a chain. */
export const withFirstRule = (chain: string, first: Rule): Doing =>
  broken((world) => {
    for (const { host } of enginesOf(world)) {
      const { ipv4 } = netnsOf(world.kernel, world.kernel.machines.get(host)!.root);
      const rules = ipv4.tables.get('filter')?.chains.get(chain)?.rules;
      if (rules === undefined || rules[0] === first) continue;
      if (rules.includes(first)) rules.splice(rules.indexOf(first), 1);
      rules.unshift(first);
      ipv4.revision++;
      changed(world.kernel);
    }
  });

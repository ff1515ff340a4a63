import type { ActionNode } from '../../../grammar/ast.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import type { Action } from '../../ir/action.ts';

/** What one kind of statement does, as actions of the runtime. */
export type Lower<K extends ActionNode['kind']> = (
  scenario: BoundScenario,
  node: ActionNode & { readonly kind: K },
) => readonly Action[];

export type LowerTable<K extends ActionNode['kind']> = { readonly [kind in K]: Lower<kind> };

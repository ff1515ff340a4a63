import type { ActionNode } from '../../../grammar/ast.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import type { Action } from '../../ir/action.ts';
import { composeActions } from './compose-actions.ts';
import { containerActions } from './container-actions.ts';
import type { Lower, LowerTable } from './lower.ts';
import { machineActions } from './machine-actions.ts';
import { serviceActions } from './service-actions.ts';

/** What each kind of statement does. A new one is a line in one of these tables. */
const LOWER: LowerTable<ActionNode['kind']> = {
  ...containerActions,
  ...serviceActions,
  ...machineActions,
  ...composeActions,
};

/** The actions of a statement, in order; none when it names what could not be found. */
export const lowerAction: Lower<ActionNode['kind']> = (
  scenario: BoundScenario,
  node: ActionNode,
): readonly Action[] => (LOWER[node.kind] as Lower<ActionNode['kind']>)(scenario, node);

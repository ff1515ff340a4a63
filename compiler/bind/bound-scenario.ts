import type * as ast from '../../grammar/ast.ts';
import type { ClaimNode } from '../../grammar/ast-claim.ts';
import type { ComposeProject } from '../compose/project.ts';
import type { Scene } from './scene.ts';
import type { Placed } from './statements.ts';

/** A scenario with its names bound: what the rules look at and what lowering reads. */
export interface BoundScenario extends Scene {
  readonly node: ast.ScenarioNode;
  /** Those of steps too, in source order. */
  readonly statements: readonly Placed[];
  /** Those of invariants too, in source order. */
  readonly claims: readonly ClaimNode[];
  /** Commands make things whose names no text tells, so that an unknown name may be right. */
  readonly open: boolean;
  /** The projects of its `compose` statements. */
  readonly projects: ReadonlyMap<ast.ComposeNode, ComposeProject>;
}

import { match } from 'ts-pattern';
import type * as ast from '../../grammar/ast.ts';
import { bindBlock, bindItemBlock, type Report } from './bind-block.ts';
import type { BoundScenario } from './bound-scenario.ts';
import { findEntity } from './find-entity.ts';
import { partyText } from './party-text.ts';

/** Holds the blocks of actions against the tables of what they change: `recreate api { image api:2 }`. */
export function checkActionBlock(
  scene: Pick<BoundScenario, 'entities'>,
  statement: ast.Statement,
  report: Report,
): void {
  match(statement)
    .with({ kind: 'connect' }, ({ attachment }) => bindItemBlock('attachment', attachment, report))
    .with({ kind: 'recreate' }, { kind: 'update' }, ({ target, changes }) => {
      const service = findEntity(scene, partyText(target), ['service']);
      bindBlock(service ? 'service' : 'container', changes, report);
    })
    .with({ kind: 'daemon' }, ({ config }) => bindBlock('daemon', config ?? [], report))
    .with({ kind: 'swarm' }, { kind: 'swarm-init' }, ({ attributes }) =>
      bindBlock('swarm', attributes, report),
    )
    .otherwise(() => undefined);
}

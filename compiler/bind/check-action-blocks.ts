import type * as ast from '../../grammar/ast.ts';
import { bindBlock, bindItemBlock, type Report } from './bind-block.ts';
import { findEntity } from './find-entity.ts';
import { partyText } from './party-text.ts';
import type { Scene } from './scene.ts';

/** Holds the blocks of actions against the tables of what they change: `recreate api { image api:2 }`. */
export function checkActionBlock(scene: Scene, statement: ast.Statement, report: Report): void {
  switch (statement.kind) {
    case 'connect':
      bindItemBlock('attachment', statement.attachment, report);
      return;
    case 'recreate':
    case 'update': {
      const service = findEntity(scene, partyText(statement.target), ['service']);
      bindBlock(service ? 'service' : 'container', statement.changes, report);
      return;
    }
    case 'daemon':
      bindBlock('daemon', statement.config ?? [], report);
      return;
    case 'swarm':
    case 'swarm-init':
      bindBlock('swarm', statement.attributes, report);
      return;
    default:
  }
}

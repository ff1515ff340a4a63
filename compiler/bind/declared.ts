import type * as ast from '../../grammar/ast.ts';
import { bindBlock, type Report } from './bind-block.ts';
import { madeByCommand } from './command-names.ts';
import type { Entity } from './entity.ts';
import type { Placed } from './statements.ts';

/**
 * Everything that the statements of a scenario bring into being, in source order, and whether commands make
 * more.
 */
export interface Declared {
  readonly entities: readonly Entity[];
  readonly open: boolean;
}

export function declaredIn(statements: readonly Placed[], report: Report): Declared {
  const made = statements.map((placed) => declaredBy(placed, report));
  return { entities: made.flatMap(({ entities }) => entities), open: made.some(({ open }) => open) };
}

const closed = (entities: readonly Entity[]): Declared => ({ entities, open: false });

function declaredBy({ statement, step }: Placed, report: Report): Declared {
  const since = step === undefined ? 0 : statement.span.start;
  switch (statement.kind) {
    case 'declaration':
      return closed([entityOf(statement, statement.what, since, report)]);
    case 'swarm':
      return closed(
        statement.nodes.map((node) => ({ ...entityOf(node, 'host', since, report), swarmRole: node.role })),
      );
    case 'command':
      return madeByCommand(statement.command);
    case 'show':
      return madeByCommand(statement.command);
    case 'rename':
      return closed([named('container', statement.to, statement)]);
    case 'open-connection':
      return closed([named('connection', statement.name, statement)]);
    default:
      return closed([]);
  }
}

type Declaring = Pick<ast.Declaration, 'name' | 'attributes' | 'span' | 'prose'>;

const entityOf = (node: Declaring, kind: ast.DeclarationKind, since: number, report: Report): Entity => ({
  kind,
  name: node.name.text,
  nameSpan: node.name.span,
  span: node.span,
  block: bindBlock(kind, node.attributes, report),
  since,
  ...(node.prose && { prose: node.prose.text }),
});

/** A thing that an action makes and that has no attributes. */
const named = (kind: 'container' | 'connection', name: ast.Text, { span }: ast.Statement): Entity => ({
  kind,
  name: name.text,
  nameSpan: name.span,
  span,
  block: { kind: 'container', uses: [] },
  since: span.start,
  foreign: true,
});

import type { PortNode, Statement } from '../../grammar/ast.ts';
import type { ClaimNode } from '../../grammar/ast-claim.ts';

/** The ports that a statement names, in claims and in actions. */
export function portNodesOf(statement: Statement): readonly PortNode[] {
  switch (statement.kind) {
    case 'expect':
      return given(portOfClaim(statement.claim));
    case 'invariant':
      return statement.claims.flatMap((claim) => given(portOfClaim(claim)));
    case 'listen':
    case 'stop-listening':
      return given(statement.port);
    case 'open-connection':
      return given(statement.to.port);
    case 'block':
    case 'unblock':
      return given(statement.what);
    default:
      return [];
  }
}

function portOfClaim(claim: ClaimNode): PortNode | undefined {
  switch (claim.kind) {
    case 'reach':
    case 'requests':
    case 'only-from':
      return claim.to.port;
    case 'sees':
      return claim.via?.port;
    case 'matrix':
      return claim.port;
    case 'has':
      return claim.what.kind === 'listener' ? claim.what.port : undefined;
    default:
      return undefined;
  }
}

const given = (port: PortNode | undefined): readonly PortNode[] => (port === undefined ? [] : [port]);

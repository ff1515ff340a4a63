import { match } from 'ts-pattern';
import type { PortNode, Statement } from '../../grammar/ast.ts';
import type { ClaimNode } from '../../grammar/ast-claim.ts';

/** The ports that a statement names, in claims and in actions. */
export const portNodesOf = (statement: Statement): readonly PortNode[] =>
  match<Statement, readonly (PortNode | undefined)[]>(statement)
    .with({ kind: 'expect' }, ({ claim }) => portsOfClaim(claim))
    .with({ kind: 'invariant' }, ({ claims }) => claims.flatMap(portsOfClaim))
    .with({ kind: 'listen' }, { kind: 'stop-listening' }, ({ port }) => [port])
    .with({ kind: 'open-connection' }, ({ to }) => [to.port])
    .with({ kind: 'block' }, { kind: 'unblock' }, ({ what }) => [what])
    .otherwise(() => [])
    .filter((port) => port !== undefined);

const portsOfClaim = (claim: ClaimNode): readonly (PortNode | undefined)[] =>
  match<ClaimNode, readonly (PortNode | undefined)[]>(claim)
    .with({ kind: 'reach' }, { kind: 'requests' }, { kind: 'only-from' }, ({ to }) => [to.port])
    .with({ kind: 'sees' }, ({ via }) => [via?.port])
    .with({ kind: 'matrix' }, ({ port }) => [port])
    .with({ kind: 'has', what: { kind: 'listener' } }, ({ what }) => [what.port])
    .otherwise(() => []);

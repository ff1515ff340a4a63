import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';

/** A connection is opened to one port: `open connection db-session from web to db:5432`. */
export function* connectionPort(scenario: BoundScenario): Generator<Diagnostic> {
  for (const { statement } of scenario.statements) {
    if (statement.kind !== 'open-connection' || statement.to.port?.kind === 'port') continue;
    const params = { attribute: 'open connection', expected: 'a target with its port, such as db:5432' };
    yield diagnose('E1003', params, statement.to.span);
  }
}

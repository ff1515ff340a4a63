import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { textOf } from '../../bind/entity.ts';

/** With several hosts and no swarm, a container and its networks must say where they live. */
export function* severalHosts(scenario: BoundScenario): Generator<Diagnostic> {
  const hosts = scenario.hosts;
  if (hosts.length < 2 || hosts.some((host) => host.swarmRole)) return;
  for (const { kind, name, nameSpan, block, foreign } of scenario.entities) {
    const lives = kind === 'container' || kind === 'network';
    if (!lives || foreign || textOf(block, 'host') !== undefined) continue;
    const params = { what: `${kind} \`${name}\``, hosts: hosts.map((host) => host.name) };
    yield diagnose('E1016', params, nameSpan);
  }
}

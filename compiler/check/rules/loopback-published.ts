import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { networkModeOf } from '../../bind/attachments.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { textOf, valuesOf } from '../../bind/entity.ts';
import { hostOf } from '../../bind/scene.ts';
import { DEFAULT_ENGINE_LINE, engineLineOf } from '../../ir/engine-lines.ts';
import { parsePublished } from '../../ports/published-port.ts';

/** Only a scenario with another machine on the LAN has somebody who could route to the container. */
export function* loopbackPublished(scenario: BoundScenario): Generator<Diagnostic> {
  const machines = scenario.entities.filter(({ kind }) => kind === 'host' || kind === 'client');
  if (machines.length < 2) return;
  for (const container of scenario.entities.filter((e) => e.kind === 'container')) {
    if (networkModeOf(container)) continue;
    const host = scenario.hosts.find(({ name }) => name === hostOf(scenario, container));
    const engine = engineLineOf((host && textOf(host.block, 'engine')) ?? DEFAULT_ENGINE_LINE);
    // 28.0 drops such packets in the raw table.
    if (engine === undefined || Number.parseInt(engine, 10) >= 28) continue;
    for (const { text, span } of valuesOf(container.block, 'publish')) {
      const onLoopback = /^(127\.|::1$)/.test(parsePublished(text)?.hostAddress ?? '');
      if (onLoopback) yield diagnose('E1301', { published: text, engine }, span);
    }
  }
}

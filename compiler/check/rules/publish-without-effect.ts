import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { joinedBy, networkModeOf } from '../../bind/attachments.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { type Entity, flagOf, usesOf } from '../../bind/entity.ts';
import { findEntity } from '../../bind/find-entity.ts';

/** Published ports of a container in host or none mode, or on internal networks only. */
export function* publishWithoutEffect(scenario: BoundScenario): Generator<Diagnostic> {
  for (const container of scenario.entities.filter((entity) => entity.kind === 'container')) {
    const why = reasonOf(scenario, container);
    if (why === undefined) continue;
    const uses = [...usesOf(container.block, 'publish'), ...usesOf(container.block, 'publish-all')];
    for (const { span } of uses) yield diagnose('E1204', { mode: why.mode }, span, { notes: why.notes });
  }
}

interface Why {
  readonly mode: string;
  readonly notes: readonly string[];
}

function reasonOf(scenario: BoundScenario, container: Entity): Why | undefined {
  const mode = networkModeOf(container)?.text;
  if (mode === 'host') {
    // moby daemon/container.go
    const warning = 'Published ports are discarded when using host network mode';
    return { mode: 'a container in host mode', notes: [`the engine warns: ${warning}`] };
  }
  if (mode === 'none') return { mode: 'a container without network', notes: [] };
  const networks = joinedBy(container).map(({ network }) => findEntity(scenario, network.text, ['network']));
  const internal =
    networks.length > 0 && networks.every((network) => network && flagOf(network.block, 'internal'));
  // Ports are only programmed on the endpoint of the default gateway, and an internal network gives none
  // (moby#21741).
  return internal ? { mode: 'a container on internal networks only', notes: [] } : undefined;
}

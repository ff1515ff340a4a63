import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { type Cidr, overlaps, parseCidr } from '../../addresses.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { type Entity, textOf, type Value, valuesOf } from '../../bind/entity.ts';
import { hostOf } from '../../bind/scene.ts';

interface Claimed {
  readonly network: Entity;
  readonly subnet: Value;
  readonly cidr: Cidr;
  readonly space: string;
}

/**
 * Two networks of one host with overlapping subnets: "Pool overlaps with other one on this address space".
 * The pools of overlay networks are a space of their own (libnetwork ipam).
 */
export function* overlappingSubnets(scenario: BoundScenario): Generator<Diagnostic> {
  const earlier: Claimed[] = [];
  for (const network of scenario.entities.filter((e) => e.kind === 'network' && e.since === 0)) {
    const space = textOf(network.block, 'driver') === 'overlay' ? 'overlay' : hostOf(scenario, network);
    for (const subnet of valuesOf(network.block, 'subnet')) {
      const cidr = parseCidr(subnet.text);
      if (cidr === undefined) continue;
      const clash = earlier.find((other) => other.space === space && overlaps(other.cidr, cidr));
      if (clash) yield overlap(subnet, clash);
      earlier.push({ network, subnet, cidr, space });
    }
  }
}

const overlap = (subnet: Value, { network, subnet: other }: Claimed): Diagnostic =>
  diagnose('E1104', { subnet: subnet.text, other: other.text, network: network.name }, subnet.span, {
    related: [{ span: other.span, message: 'the other subnet' }],
    notes: ['the engine says: Pool overlaps with other one on this address space'],
  });

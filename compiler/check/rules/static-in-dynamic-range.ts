import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { type Address, contains, parseAddress, parseCidr } from '../../addresses.ts';
import { joinedBy } from '../../bind/attachments.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import type { Entity } from '../../bind/entity.ts';
import { poolsOf } from '../../bind/pools.ts';

/**
 * A container started before another one that asks for a low address may be given that very address. It is
 * certain only when as many containers come earlier as there are free addresses below.
 */
export function* staticInDynamicRange(scenario: BoundScenario): Generator<Diagnostic> {
  for (const network of scenario.entities.filter((entity) => entity.kind === 'network')) {
    let dynamic = 0;
    for (const container of scenario.entities.filter((e) => e.kind === 'container' && e.since === 0)) {
      const joined = joinedBy(container).find((entry) => entry.network.text === network.name);
      if (joined === undefined) continue;
      if (joined.ip === undefined) dynamic++;
      else if (takenBefore(network, parseAddress(joined.ip.text), dynamic)) {
        yield diagnose('E1304', { address: joined.ip.text, network: network.name }, joined.ip.span);
      }
    }
  }
}

/** The gateway takes the first address, and each container the lowest free one. */
function takenBefore(network: Entity, address: Address | undefined, containers: number): boolean {
  const [pool] = poolsOf(network).pools;
  if (pool === undefined || address === undefined || pool.gateway.length > 0) return false;
  const range = parseCidr(pool.ipRange[0]?.text ?? pool.subnet.text);
  if (range === undefined || !contains(range, address)) return false;
  const first = parseAddress(range.network.replace(/\/.*/, ''))!.value;
  const offset = address.value - first - (pool.ipRange.length > 0 ? 0n : 1n);
  return offset <= BigInt(containers);
}

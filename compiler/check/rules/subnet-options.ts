import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { covers, parseCidr } from '../../addresses.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { addressOf, holds, type Pool, poolsOf } from '../../bind/pools.ts';

/** Gateway, ip-range and aux-addresses lie in a subnet of their network. */
export function* subnetOptions(scenario: BoundScenario): Generator<Diagnostic> {
  for (const network of scenario.entities.filter((entity) => entity.kind === 'network')) {
    const { pools, stray } = poolsOf(network);
    for (const value of stray) {
      const use = network.block.uses.find(({ values }) => values.includes(value))!;
      yield pools.length === 0
        ? diagnose('E1107', { attribute: use.name }, value.span)
        : outside(use.name, value, pools.map(({ subnet }) => subnet.text).join(', '));
    }
    for (const pool of pools) yield* ofOwnBlock(pool);
  }
}

function* ofOwnBlock(pool: Pool): Generator<Diagnostic> {
  const subnet = parseCidr(pool.subnet.text);
  const named = [
    ...pool.gateway.map((value) => ['gateway', value] as const),
    ...pool.aux.map((value) => ['aux-address', value] as const),
  ];
  for (const [attribute, value] of named) {
    if (!holds(pool.subnet, value)) yield outside(attribute, value, pool.subnet.text);
  }
  for (const value of pool.ipRange) {
    const range = parseCidr(value.text);
    if (subnet && range && !covers(subnet, range)) yield outside('ip-range', value, pool.subnet.text);
  }
}

const outside = (attribute: string, value: Pool['subnet'], subnet: string): Diagnostic =>
  diagnose('E1102', { what: attribute, address: addressOf(value), subnet }, value.span);

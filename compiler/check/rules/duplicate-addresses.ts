import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { parseAddress } from '../../addresses.ts';
import { joinedBy } from '../../bind/attachments.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { type Entity, usesOf, type Value, valuesOf } from '../../bind/entity.ts';
import { addressOf } from '../../bind/pools.ts';

/** Two containers that ask for one address of a network, or two machines with one address on a LAN. */
export function* duplicateAddresses(scenario: BoundScenario): Generator<Diagnostic> {
  const taken = new Map<string, Value>();
  for (const entity of scenario.entities) {
    for (const { where, value } of addressesOf(entity)) {
      const address = addressOf(value);
      const key = `${where} ${parseAddress(address)?.text ?? address}`;
      const first = taken.get(key);
      if (first === undefined) taken.set(key, value);
      else {
        const related = [{ span: first.span, message: 'first given here' }];
        yield diagnose('E1103', { address, where }, value.span, { related });
      }
    }
  }
}

function* addressesOf(entity: Entity): Generator<{ where: string; value: Value }> {
  if (entity.kind === 'host' || entity.kind === 'client') {
    for (const value of valuesOf(entity.block, 'address')) yield { where: 'the LAN', value };
    for (const { block } of usesOf(entity.block, 'interface')) {
      for (const value of block ? valuesOf(block, 'address') : []) yield { where: 'the LAN', value };
    }
  }
  // A container of a step may take over the address of one that is gone.
  if (entity.since > 0) return;
  for (const { network, ip, ip6 } of joinedBy(entity)) {
    for (const value of [ip, ip6]) if (value) yield { where: `network \`${network.text}\``, value };
  }
}

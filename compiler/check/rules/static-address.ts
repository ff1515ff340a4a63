import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { contains, isReserved, parseAddress, parseCidr } from '../../addresses.ts';
import { isPredefined, joinedBy } from '../../bind/attachments.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import type { Entity, Value } from '../../bind/entity.ts';
import { findEntity } from '../../bind/find-entity.ts';
import { addressOf, type Pools, poolsOf } from '../../bind/pools.ts';

/** An address that a container asks for lies in a subnet of the network and is free to be given. */
export function* staticAddress(scenario: BoundScenario): Generator<Diagnostic> {
  for (const container of scenario.entities) {
    for (const { network, ip, ip6 } of joinedBy(container)) {
      const declared = findEntity(scenario, network.text, ['network']);
      for (const address of [ip, ip6]) if (address) yield* checkAddress(address, network.text, declared);
    }
  }
}

function* checkAddress(value: Value, network: string, declared: Entity | undefined): Generator<Diagnostic> {
  const address = value.text;
  if (isPredefined(network)) return yield diagnose('E1109', { address, network }, value.span);
  if (declared === undefined || declared.foreign) return;
  const pools = poolsOf(declared);
  const related = [{ span: declared.nameSpan, message: `network \`${network}\` is declared here` }];
  if (pools.pools.length === 0) {
    // "user specified IP address is supported only when connecting to networks with user configured subnets"
    return yield diagnose('E1105', { address, network }, value.span, { related });
  }
  const subnets = pools.pools.map(({ subnet }) => subnet.text).join(', ');
  const home = homeOf(pools, address);
  if (home === undefined) {
    return yield diagnose('E1102', { what: 'the address', address, subnet: subnets }, value.span, {
      related,
    });
  }
  const reason = reservedAs(home, address);
  if (reason) yield diagnose('E1106', { address, subnet: home.subnet.text, reason }, value.span, { related });
}

const homeOf = ({ pools }: Pools, text: string) => {
  const address = parseAddress(text);
  return pools.find(({ subnet }) => {
    const cidr = parseCidr(subnet.text);
    return cidr !== undefined && address !== undefined && contains(cidr, address);
  });
};

function reservedAs(pool: Pools['pools'][number], text: string): string | undefined {
  const address = parseAddress(text)!;
  if (isReserved(parseCidr(pool.subnet.text)!, address)) return 'network or broadcast address';
  const same = (value: Value) => parseAddress(addressOf(value))?.value === address.value;
  return pool.gateway.some(same) ? 'gateway' : undefined;
}

import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import type { Span } from '../../../diagnostics/span.ts';
import type { ClaimNode } from '../../../grammar/ast-claim.ts';
import { type Cidr, contains, parseAddress, parseCidr } from '../../addresses.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { textOf, usesOf, valuesOf } from '../../bind/entity.ts';
import { findEntity } from '../../bind/find-entity.ts';

/** A claim about an address that nothing in the scenario can have: most likely a slip of the pen. */
export function* addressInNoSubnet(scenario: BoundScenario): Generator<Diagnostic> {
  for (const claim of scenario.claims) {
    yield* onItsNetwork(scenario, claim);
    if (claim.kind !== 'reach' || claim.to.who.kind !== 'address') continue;
    const { address: text, span } = claim.to.who;
    const address = parseAddress(text);
    const known = knownSubnets(scenario);
    if (!address || !known || !isPrivate(text) || known.some((subnet) => contains(subnet, address))) continue;
    yield diagnose('E1108', { address: text }, span);
  }
}

/** `web has address 172.30.0.9 on app`: the network's own subnets are known when it names them. */
function* onItsNetwork(scenario: BoundScenario, claim: ClaimNode): Generator<Diagnostic> {
  if (claim.kind !== 'has' || !claim.holds || claim.what.kind !== 'address') return;
  const { address, on } = claim.what;
  const network = on && findEntity(scenario, on.text, ['network']);
  const subnets = network ? cidrs(valuesOf(network.block, 'subnet')) : [];
  const value = address && parseAddress(address.text.replace(/\/.*/, ''));
  if (!address || !value || !network || network.foreign || subnets.length === 0) return;
  if (subnets.some((subnet) => subnet.address.family !== value.family)) return;
  if (!subnets.some((subnet) => contains(subnet, value))) yield noSubnet(address, network.nameSpan);
}

const noSubnet = ({ text, span }: { text: string; span: Span }, network: Span): Diagnostic =>
  diagnose('E1108', { address: text }, span, { related: [{ span: network, message: 'the network' }] });

const cidrs = (values: readonly { text: string }[]): readonly Cidr[] =>
  values.flatMap(({ text }) => parseCidr(text) ?? []);

/** Only private addresses can be in the wrong place: the others are on the internet. */
const isPrivate = (text: string): boolean => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(text);

/** Docker's own pools: libnetwork ipamutils. */
const POOLS = ['172.16.0.0/12', '192.168.0.0/16'].map((text) => parseCidr(text)!);

/** Where addresses of this scenario can be; undefined when that cannot be told. */
function knownSubnets(scenario: BoundScenario): readonly Cidr[] | undefined {
  if (scenario.open) return undefined;
  const known = [...POOLS];
  for (const { kind, block, swarmRole, foreign } of scenario.entities) {
    const overlay = swarmRole !== undefined || textOf(block, 'driver') === 'overlay';
    const ownDaemon = usesOf(block, 'daemon').length > 0;
    if (overlay || ownDaemon || (foreign && kind === 'network')) return undefined;
    known.push(...cidrs(valuesOf(block, 'subnet')), ...cidrs(valuesOf(block, 'address')));
    for (const { block: card } of usesOf(block, 'interface')) {
      if (card) known.push(...cidrs(valuesOf(card, 'address')));
    }
  }
  return known;
}

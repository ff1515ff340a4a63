import { parseAddress, parseCidr } from '../addresses.ts';
import { type Entity, flagOf, textOf, textsOf } from '../bind/entity.ts';
import { addressOf, type Pool, poolsOf } from '../bind/pools.ts';
import type { NetworkSpec, SubnetSpec } from '../ir/action.ts';
import { optional } from './optional.ts';
import { pairsOf } from './pairs.ts';

/** What `docker network create` gets for a declared network. */
export function networkSpecOf(network: Entity): NetworkSpec {
  const { block } = network;
  const { pools, stray } = poolsOf(network);
  const scope = textOf(block, 'scope');
  // Options that lie in no subnet are wrong, but a step may want the client's or the engine's own refusal.
  const loose = stray.map((value): SubnetSpec => {
    const { name } = block.uses.find((use) => use.values.includes(value))!;
    if (name === 'aux-address') return { auxAddresses: pairsOf([value.text]) };
    return { auxAddresses: {}, [name === 'gateway' ? 'gateway' : 'ipRange']: value.text };
  });
  return {
    name: network.name,
    ...optional('driver', textOf(block, 'driver')),
    subnets: [...pools.map(subnetSpecOf), ...loose],
    internal: flagOf(block, 'internal') ?? false,
    attachable: flagOf(block, 'attachable') ?? false,
    ipv6: flagOf(block, 'ipv6') ?? false,
    ...optional('ipamDriver', textOf(block, 'ipam-driver')),
    options: pairsOf(textsOf(block, 'opt')),
    labels: pairsOf(textsOf(block, 'label')),
    ...(scope === 'local' || scope === 'swarm' ? { scope } : {}),
    ...optional('ingress', flagOf(block, 'ingress')),
    origin: network.span,
  };
}

/** Host bits of a subnet stay: what becomes of them is the engine's to say. */
function subnetSpecOf({ subnet, ipRange, gateway, aux }: Pool): SubnetSpec {
  return {
    subnet: parseCidr(subnet.text)?.text ?? subnet.text,
    ...optional('ipRange', ipRange[0] && (parseCidr(ipRange[0].text)?.text ?? ipRange[0].text)),
    ...optional('gateway', gateway[0] && canonical(gateway[0].text)),
    auxAddresses: Object.fromEntries(
      aux.map((value) => [value.text.slice(0, value.text.indexOf('=')), canonical(addressOf(value))]),
    ),
  };
}

const canonical = (text: string): string => parseAddress(text)?.text ?? text;

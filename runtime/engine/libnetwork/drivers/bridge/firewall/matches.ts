import type { Cidr } from '../../../../../address/cidr.ts';
import type { Transport } from '../../../../../kernel/kernel.ts';
import type { AddressType, Match, PortRange, Target } from '../../../../../kernel/netfilter/rule.ts';

/** Conditions and targets as iptables' options say them, so that a rule in code reads like a rule on paper. */

export const inInterface = (name: string): Match => ({ kind: 'in-interface', name });
export const outInterface = (name: string): Match => ({ kind: 'out-interface', name });
export const source = (block: Cidr): Match => ({ kind: 'source', block });
export const destination = (block: Cidr): Match => ({ kind: 'destination', block });
export const protocol = (name: Transport): Match => ({ kind: 'protocol', protocol: name });
export const not = (match: Match): Match => ({ ...match, not: true });

const single = (port: number): PortRange => ({ first: port, last: port });
export const sourcePort = (name: Transport, port: number): Match => ({
  kind: 'source-port',
  protocol: name,
  ports: single(port),
});
export const destinationPort = (name: Transport, port: number): Match => ({
  kind: 'destination-port',
  protocol: name,
  ports: single(port),
});

export const establishedOrRelated: Match = {
  kind: 'connection-state',
  module: 'conntrack',
  states: ['RELATED', 'ESTABLISHED'],
};
export const toType = (type: AddressType): Match => ({ kind: 'address-type', destination: type });
export const fromType = (type: AddressType): Match => ({ kind: 'address-type', source: type });

export const ACCEPT: Target = { kind: 'accept' };
export const DROP: Target = { kind: 'drop' };
export const RETURN: Target = { kind: 'return' };
export const MASQUERADE: Target = { kind: 'masquerade' };
export const jump = (chain: string): Target => ({ kind: 'jump', chain });

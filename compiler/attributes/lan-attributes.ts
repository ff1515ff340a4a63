import { type AttributeTable, flag, list, one, rest } from './attribute.ts';
import * as kinds from './value-kind.ts';

export const lanAttributes: AttributeTable = {
  subnet: one(kinds.cidr, 'The subnet of the segment.'),
  gateway: one(kinds.address, 'The address of its router, the default route of its machines.'),
  uplink: flag('Whether the router leads to the internet; it does when nothing is said.'),
  dns: one(kinds.address, 'A name server on the segment, with its records in a block.', { block: 'lan dns' }),
};

export const lanDnsAttributes: AttributeTable = {
  record: rest(kinds.anything, 'A record: `www.corp.lan A 203.0.113.10`.', { repeats: true }),
  otherwise: one(
    kinds.oneOf('NXDOMAIN', 'REFUSED', 'SERVFAIL', 'silent'),
    'What it says to names that it does not know.',
  ),
};

export const imageAttributes: AttributeTable = {
  listen: list(kinds.port, 'Ports on which its program listens.'),
  expose: list(kinds.port, 'Ports that its EXPOSE names.'),
};

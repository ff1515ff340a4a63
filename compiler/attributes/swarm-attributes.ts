import { type AttributeTable, list, one } from './attribute.ts';
import * as kinds from './value-kind.ts';

/** As `docker swarm init` takes them. */
export const swarmAttributes: AttributeTable = {
  'default-addr-pool': list(
    kinds.cidr,
    'The pool that overlay subnets are cut from; 10.0.0.0/8 when nothing is said.',
  ),
  'default-addr-pool-mask-length': one(kinds.wholeNumber, 'The prefix length of an overlay subnet, 24.'),
  'data-path-port': one(kinds.wholeNumber, 'The UDP port of VXLAN, 4789.'),
};

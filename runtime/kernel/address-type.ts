import { type Ip, isUnspecified } from '../address/ip.ts';
import { derived } from './derived.ts';
import type { Kernel, Netns } from './kernel.ts';
import type { AddressType } from './netfilter/rule.ts';
import { isBroadcast, isLocal } from './routes.ts';
import { isMulticast } from './scope.ts';

const typesOf = derived((_: Kernel, _netns: Netns) => new Map<Ip, AddressType>());

/** What an address is to a namespace (inet_addr_type): what `-m addrtype` asks, and the routing of what comes in. */
export function addressTypeOf(kernel: Kernel, netns: Netns, ip: Ip): AddressType {
  const known = typesOf(kernel, netns);
  const type = known.get(ip);
  if (type !== undefined) return type;
  const found = classify(kernel, netns, ip);
  known.set(ip, found);
  return found;
}

function classify(kernel: Kernel, netns: Netns, ip: Ip): AddressType {
  if (isLocal(kernel, netns.id, ip)) return 'LOCAL';
  if (isUnspecified(ip)) return 'UNSPEC';
  if (isBroadcast(kernel, netns.id, ip)) return 'BROADCAST';
  return isMulticast(ip) ? 'MULTICAST' : 'UNICAST';
}

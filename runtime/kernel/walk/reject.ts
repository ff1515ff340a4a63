import type { NetnsId } from '../kernel.ts';
import type { HookName } from '../netfilter/rule.ts';
import type { Packet } from '../packet.ts';
import {
  ADMIN_PROHIBITED,
  complain,
  HOST_PROHIBITED,
  HOST_UNREACHABLE,
  type IcmpError,
  NET_PROHIBITED,
  NET_UNREACHABLE,
  PORT_UNREACHABLE,
  PROTOCOL_UNREACHABLE,
  reset,
} from './complain.ts';
import type { Walk } from './walk.ts';

/** What `--reject-with` may say, in both families' words. */
const ERRORS: Readonly<Record<string, IcmpError>> = {
  'icmp-net-unreachable': NET_UNREACHABLE,
  'icmp-host-unreachable': HOST_UNREACHABLE,
  'icmp-proto-unreachable': PROTOCOL_UNREACHABLE,
  'icmp-port-unreachable': PORT_UNREACHABLE,
  'icmp-net-prohibited': NET_PROHIBITED,
  'icmp-host-prohibited': HOST_PROHIBITED,
  'icmp-admin-prohibited': ADMIN_PROHIBITED,
  'icmp6-no-route': NET_UNREACHABLE,
  'icmp6-adm-prohibited': ADMIN_PROHIBITED,
  'icmp6-addr-unreachable': HOST_UNREACHABLE,
  'icmp6-port-unreachable': PORT_UNREACHABLE,
};

/** The REJECT target: the sender is told. */
export function reject(walk: Walk, netns: NetnsId, packet: Packet, how: string, hook: HookName): void {
  if (how === 'tcp-reset') reset(walk, netns, packet, true);
  else complain(walk, netns, packet, rejection(how), { forwarded: hook === 'FORWARD' });
}

/** The error that `--reject-with` names; without, that of the port. */
export const rejection = (how: string): IcmpError => ERRORS[how] ?? PORT_UNREACHABLE;

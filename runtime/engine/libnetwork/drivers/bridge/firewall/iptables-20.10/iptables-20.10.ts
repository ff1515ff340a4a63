import type { Firewall } from '../firewall.ts';
import { dropForwarded, prepare, putUserChainFirst } from './chains.ts';
import { networkFault, portFault } from './lost-chains.ts';
import { addNetwork, removeNetwork } from './network-rules.ts';
import { addLink, addPort, removeLink, removePort } from './port-rules.ts';

/** The rules of engines 20.10 to 27: everything hangs in FORWARD itself, networks are kept apart in two stages. */
export const iptables2010: Firewall = {
  prepare,
  dropForwarded,
  putUserChainFirst,
  networkFault,
  addNetwork,
  removeNetwork,
  portFault,
  addPort,
  removePort,
  addLink,
  removeLink,
};

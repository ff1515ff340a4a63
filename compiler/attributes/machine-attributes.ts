import { type AttributeTable, blockOf, list, one, rest } from './attribute.ts';
import * as kinds from './value-kind.ts';

/** What hosts and clients have in common: a machine on a LAN. */
const machine: AttributeTable = {
  address: list(
    kinds.cidr,
    'An address with its prefix length; the LAN of that subnet is where the machine is plugged in.',
  ),
  interface: one(
    kinds.name,
    'A network card of its own, with address, lan, mac-address and mtu in its block.',
    {
      repeats: true,
      block: 'interface',
    },
  ),
  lan: one(kinds.name, 'The LAN that the first card is plugged into, when its address does not tell.', {
    refersTo: 'lan',
  }),
  'mac-address': one(kinds.mac, 'The hardware address of the first card.'),
  mtu: one(kinds.wholeNumber, 'The MTU of the first card, 1500 when nothing is said.'),
  ifindex: one(
    kinds.wholeNumber,
    "The kernel's index of the first card, by which `ip` sorts; the next one when nothing is said.",
  ),
  route: rest(kinds.route, 'A route as `ip route add` takes it: `10.0.0.0/8 via 192.168.1.2 dev eth0`.', {
    repeats: true,
  }),
  listen: list(kinds.port, 'Ports on which programs of the machine listen, outside Docker.', {
    repeats: true,
  }),
  nameserver: list(kinds.address, 'The name servers in its resolv.conf; without it, those of its LAN.'),
  search: list(kinds.name, 'The search domains in its resolv.conf.'),
  'add-host': list(kinds.hostMapping, 'A line of its hosts file: `name:address`.'),
  sysctl: list(kinds.keyValue, 'A kernel setting: `net.ipv4.ip_forward=0`.'),
  firewall: one(
    kinds.anything,
    'An `iptables` or `ip6tables` command that ran before the engine started, in quotes.',
    { repeats: true },
  ),
};

export const hostAttributes: AttributeTable = {
  ...machine,
  engine: one(kinds.name, 'The Docker Engine release: `20.10` or `26.1`.'),
  daemon: blockOf('daemon', 'The keys of /etc/docker/daemon.json.'),
  platform: one(kinds.oneOf('linux', 'desktop'), 'Linux, or Docker Desktop with its virtual machine.'),
  without: list(kinds.name, 'Kernel features that the host lacks: `ip_vs`, `esp`, `ipvlan` ...'),
};

export const clientAttributes: AttributeTable = machine;

export const interfaceAttributes: AttributeTable = {
  address: list(kinds.cidr, 'An address with its prefix length.'),
  lan: one(kinds.name, 'The LAN that it is plugged into, when its address does not tell.', {
    refersTo: 'lan',
  }),
  'mac-address': one(kinds.mac, 'Its hardware address.'),
  mtu: one(kinds.wholeNumber, 'Its MTU, 1500 when nothing is said.'),
};
